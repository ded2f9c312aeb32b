//! Members of an input that become part of the host's name (`smithy.api#hostLabel`).

use super::EndpointError;
use super::library::is_valid_host_label;

/// The value of the member called `member`, which must be a label of a host's name (RFC 1123, section 2.1): 1 to 63 letters,
/// digits and inner hyphens.
///
/// # Errors
/// It is none. The error does not show it, for it may be sensitive.
pub fn host_label<'a>(member: &str, value: &'a str) -> Result<&'a str, EndpointError> {
    if is_valid_host_label(value, false) {
        return Ok(value);
    }
    let is = if value.is_empty() {
        "is empty"
    } else {
        "has to be 1 to 63 letters, digits and inner hyphens"
    };
    let message = format!("`{member}`, which becomes part of the host's name, {is}");
    Err(EndpointError::new(message))
}

#[cfg(test)]
mod tests {
    use super::host_label;

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
}
