//! Nothing but its dependency: whole services, generated.
