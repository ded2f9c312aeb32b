//! Values that become part of the host: members of an input (`smithy.api#hostLabel`), and values that endpoint rules
//! insert.

use super::EndpointError;
use super::http_url::is_of_name;
use super::library::is_valid_host_label;

/// Returns the value of `member`, if it is a valid host label (RFC 1123, section 2.1): 1 to 63 letters, digits and
/// inner hyphens.
///
/// # Errors
/// If it is not. The error does not show the value, which may be sensitive.
pub fn host_label<'a>(member: &str, value: &'a str) -> Result<&'a str, EndpointError> {
    if is_valid_host_label(value, false) {
        return Ok(value);
    }
    let is = if value.is_empty() {
        "is empty"
    } else {
        "must be 1 to 63 letters, digits and inner hyphens"
    };
    let message = format!("`{member}`, which is part of the host, {is}");
    Err(EndpointError::new(message))
}

/// Checks that a value, called `name` in the rules, does not end the host that it is part of: it may have letters,
/// digits, hyphens, underscores and dots.
///
/// # Errors
/// If it has another character. The error does not show the value, which may be sensitive.
pub fn host_part<'a>(name: &str, value: &'a str) -> Result<&'a str, EndpointError> {
    if is_of_name(value) {
        return Ok(value);
    }
    Err(EndpointError::new(format!(
        "`{name}`, which is part of the host, has a character other than letters, digits, hyphens, \
         underscores and dots"
    )))
}

#[cfg(test)]
mod tests {
    use super::{host_label, host_part};

    #[test]
    fn a_label_is_given_back_and_anything_else_named_without_its_value() {
        let longest = "a".repeat(63);
        for label in ["bar", "3-b", &longest] {
            assert_eq!(host_label("Label", label).unwrap(), label);
        }
        let too_long = "secret".repeat(11);
        for wrong in [
            "",
            "secret.",
            "secret.label",
            "secret/",
            "-secret",
            "secret-",
            "sec ret",
            &too_long,
        ] {
            let error = host_label("Label", wrong).unwrap_err().to_string();
            assert!(error.contains("`Label`"), "{error}");
            assert!(!error.contains("sec"), "{error}");
        }
        let empty = host_label("Label", "").unwrap_err().to_string();
        assert!(empty.ends_with("is empty"), "{empty}");
    }

    #[test]
    fn a_part_of_a_host_does_not_end_it() {
        for value in ["", "a", "A-b.c_d", "123"] {
            assert_eq!(host_part("Name", value), Ok(value));
        }
        for value in [
            "hidden/",
            "hidden:1",
            "hidden@a",
            "hidden?",
            "hidden#",
            "hidden\\",
            "hidden a",
            "hidden\n",
            "hidd\u{e9}n",
            "hidden%2f",
            "[hidden]",
        ] {
            let error = host_part("Name", value).unwrap_err();
            assert!(
                error
                    .message()
                    .starts_with("`Name`, which is part of the host"),
                "{error}"
            );
            assert!(!error.message().contains("hidd"), "{error}");
        }
    }
}
