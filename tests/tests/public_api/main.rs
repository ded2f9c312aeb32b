//! The public interface of each service in outline: what a reviewer of a model update reads first.
//!
//! A line for each type, member, value, operation and error says all that its users depend on and nothing of how it is
//! documented or done. The outline is read from the source of the `generated` crate, see [`source`].
//!
//! When a change is meant, accept it with `cargo insta review`, or with
//! `INSTA_UPDATE=always cargo test -p tests --test public_api`, and commit the snapshot with the models and the
//! generated code.

#[cfg(test)]
mod outline;
#[cfg(test)]
mod source;

#[cfg(test)]
mod snapshots {
    use crate::outline::outline;
    use crate::source::Service;

    #[test]
    fn the_public_interface_is_the_one_that_was_reviewed() {
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| {
            for service in ["codeconnections", "proton"] {
                insta::assert_snapshot!(service, outline(&Service::read(service)));
            }
        });
    }
}
