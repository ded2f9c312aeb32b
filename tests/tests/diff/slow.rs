//! The code of users against every case, and edits of all models.

use crate::case;
use crate::compiled::breaks_as_classed;
use crate::real::{MODELS, edits_are_classed};

#[test]
#[ignore = "slow: compiles the code of users against all cases"]
fn code_of_users_breaks_where_a_change_is_classed_as_breaking_and_nowhere_else() {
    breaks_as_classed(&case::all());
}

#[test]
#[ignore = "slow: lowers hundreds of models"]
fn edits_of_models_of_aws_are_classed_as_their_kind() {
    edits_are_classed(&MODELS, 100);
}
