//! Nothing but its dependencies: whole services of the official SDK.
