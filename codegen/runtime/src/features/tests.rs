//! Codes of features: those of botocore 1.43, `_USERAGENT_FEATURE_MAPPINGS`, and of smithy-rs, `metrics.rs`.

use super::Features;

#[test]
fn each_feature_has_the_code_of_the_sdks() {
    for (feature, code) in [
        (Features::WAITER, "B"),
        (Features::PAGINATOR, "C"),
        (Features::RETRY_MODE_STANDARD, "E"),
        (Features::RETRY_MODE_ADAPTIVE, "F"),
        (Features::GZIP_REQUEST_COMPRESSION, "L"),
        (Features::PROTOCOL_RPC_V2_CBOR, "M"),
        (Features::ENDPOINT_OVERRIDE, "N"),
        (Features::ACCOUNT_ID_MODE_PREFERRED, "P"),
        (Features::ACCOUNT_ID_MODE_DISABLED, "Q"),
        (Features::ACCOUNT_ID_MODE_REQUIRED, "R"),
        (Features::SIGV4A_SIGNING, "S"),
        (Features::RESOLVED_ACCOUNT_ID, "T"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_CRC32, "U"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_CRC32C, "V"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_CRC64, "W"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_SHA1, "X"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_SHA256, "Y"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED, "Z"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED, "a"),
        (Features::FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED, "b"),
        (Features::FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED, "c"),
        (Features::CREDENTIALS_CODE, "e"),
        (Features::CREDENTIALS_ENV_VARS, "g"),
        (Features::CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN, "h"),
        (Features::CREDENTIALS_STS_ASSUME_ROLE, "i"),
        (Features::CREDENTIALS_STS_ASSUME_ROLE_WEB_ID, "k"),
        (Features::CREDENTIALS_PROFILE, "n"),
        (Features::CREDENTIALS_PROFILE_SOURCE_PROFILE, "o"),
        (Features::CREDENTIALS_PROFILE_NAMED_PROVIDER, "p"),
        (Features::CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN, "q"),
        (Features::CREDENTIALS_PROFILE_SSO, "r"),
        (Features::CREDENTIALS_SSO, "s"),
        (Features::CREDENTIALS_PROFILE_SSO_LEGACY, "t"),
        (Features::CREDENTIALS_SSO_LEGACY, "u"),
        (Features::CREDENTIALS_PROFILE_PROCESS, "v"),
        (Features::CREDENTIALS_PROCESS, "w"),
        (Features::CREDENTIALS_HTTP, "z"),
        (Features::CREDENTIALS_IMDS, "0"),
        (Features::BEARER_SERVICE_ENV_VARS, "3"),
        (Features::CREDENTIALS_PROFILE_LOGIN, "AC"),
        (Features::CREDENTIALS_LOGIN, "AD"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_MD5, "AE"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_SHA512, "AF"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH3, "AG"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH64, "AH"),
        (Features::FLEXIBLE_CHECKSUMS_REQ_XXHASH128, "AI"),
    ] {
        assert_eq!(feature.to_string(), code);
    }
}

/// The numbers that smithy-rs tests for: the codes of features 0, 25, 26, 51, 52, 61, 62, 63, 64, 65 and 127.
#[test]
fn codes_are_numbers_in_base_64() {
    for (number, code) in [
        (0, "A"),
        (25, "Z"),
        (26, "a"),
        (51, "z"),
        (52, "0"),
        (61, "9"),
        (62, "+"),
        (63, "-"),
        (64, "AA"),
        (65, "AB"),
        (127, "A-"),
    ] {
        assert_eq!(Features(1 << number).to_string(), code);
        assert_eq!(Features::coded(code), Features(1 << number));
    }
    for code in ["", "BA", "Ed", "AAA", "=", "A=", "é", "A,B"] {
        assert!(Features::coded(code).is_empty(), "{code}");
    }
}

#[test]
fn a_set_lists_each_code_once_in_order() {
    let mut set = Features::CREDENTIALS_LOGIN | Features::CREDENTIALS_IMDS | Features::WAITER;
    set |= Features::WAITER | Features::CREDENTIALS_CODE;
    assert_eq!(set.to_string(), "B,e,0,AD");
    assert_eq!(format!("{set:?}"), "\"B,e,0,AD\"");
    assert_eq!(Features::NONE.to_string(), "");
    assert!(Features::NONE.is_empty() && !set.is_empty());
}

#[test]
fn all_features_fit_the_limit_of_the_sdks() {
    assert!(Features(u128::MAX).to_string().len() <= 1024);
}
