//! Order of schemes, by the rule of botocore's `resolve_auth_scheme_preference` (`auth.py`).

use super::{AuthOption, DefaultScope, options, token_variable};
use crate::auth::AuthScheme::{self, Bearer, NoAuth, SigV4, SigV4a};
use crate::endpoint::EndpointAuthScheme;
use crate::sign::PathEncoding;

const DEFAULT: DefaultScope<'_> = DefaultScope {
    name: Some("example"),
    region: Some("eu-west-1"),
    region_set: None,
};

fn order(
    modeled: &[AuthScheme],
    of_endpoint: Option<&[AuthScheme]>,
    preference: &[AuthScheme],
) -> Vec<AuthScheme> {
    let of_endpoint = of_endpoint.map(|it| it.iter().map(|scheme| (*scheme).into()).collect());
    let options = options(modeled, of_endpoint, DEFAULT, preference).unwrap();
    options.iter().map(|option| option.scheme).collect()
}

#[test]
fn the_preference_reorders_and_adds_nothing() {
    let both: &[AuthScheme] = &[SigV4, Bearer];
    for (modeled, preference, expected) in [
        (both, &[][..], &[SigV4, Bearer][..]),
        (both, &[Bearer], &[Bearer, SigV4]),
        (both, &[Bearer, SigV4], &[Bearer, SigV4]),
        (both, &[SigV4], &[SigV4, Bearer]),
        (both, &[NoAuth, Bearer], &[Bearer, SigV4]),
        (both, &[NoAuth], &[SigV4, Bearer]),
        (&[SigV4], &[Bearer], &[SigV4]),
        (&[SigV4, NoAuth], &[Bearer], &[SigV4, NoAuth]),
        (&[SigV4, NoAuth], &[NoAuth], &[NoAuth, SigV4]),
        (&[NoAuth], &[SigV4, Bearer], &[NoAuth]),
        (&[], &[SigV4], &[NoAuth]),
    ] {
        assert_eq!(
            order(modeled, None, preference),
            expected,
            "{modeled:?} {preference:?}"
        );
    }
}

#[test]
fn the_schemes_of_the_endpoint_replace_the_modeled_ones() {
    assert_eq!(order(&[SigV4], Some(&[Bearer]), &[]), [Bearer]);
    assert_eq!(order(&[Bearer], Some(&[SigV4]), &[Bearer]), [SigV4]);
    let both: &[AuthScheme] = &[SigV4, Bearer];
    assert_eq!(order(&[SigV4], Some(both), &[Bearer]), [Bearer, SigV4]);
    // Without an identity the request may still be sent without authentication.
    assert_eq!(
        order(&[SigV4, NoAuth], Some(&[Bearer]), &[]),
        [Bearer, NoAuth]
    );
}

#[test]
fn a_scope_is_that_of_the_endpoint_and_else_that_of_the_client() {
    let own = EndpointAuthScheme {
        signing_name: Some("other"),
        signing_region: Some("us-east-1".to_owned()),
        disable_double_encoding: true,
        ..SigV4.into()
    };
    let plain = EndpointAuthScheme::from(SigV4);
    let scope = |name: &str, region: &str, path| AuthOption {
        scheme: SigV4,
        name: name.to_owned(),
        region: Some(region.to_owned()),
        path,
    };
    assert_eq!(
        options(&[SigV4], Some(vec![own, plain]), DEFAULT, &[]).unwrap(),
        [
            scope("other", "us-east-1", PathEncoding::Once),
            scope("example", "eu-west-1", PathEncoding::Twice)
        ]
    );
}

#[test]
fn a_scheme_without_its_feature_is_skipped_and_alone_an_error() {
    let two = options(&[SigV4a, SigV4], None, DEFAULT, &[SigV4a]).unwrap();
    let alone = options(&[SigV4a], None, DEFAULT, &[]);
    if cfg!(feature = "sigv4a") {
        assert_eq!(two.len(), 2);
        assert_eq!(two[0].scheme, SigV4a);
        alone.unwrap();
    } else {
        assert_eq!(two.len(), 1);
        assert_eq!(
            alone.unwrap_err().to_string(),
            "the authentication scheme sigv4a needs the feature `sigv4a` of the runtime: enable it"
        );
    }
}

/// The endpoints of S3 on Outposts have both.
#[test]
fn a_feature_does_not_change_a_signature_that_needs_none() {
    let both = || Some([SigV4a, SigV4].map(EndpointAuthScheme::from).to_vec());
    let first = |preference: &[_]| {
        let options = options(&[SigV4, NoAuth], both(), DEFAULT, preference).unwrap();
        options[0].scheme
    };
    assert_eq!(first(&[]), SigV4);
    let preferred = if cfg!(feature = "sigv4a") {
        SigV4a
    } else {
        SigV4
    };
    assert_eq!(first(&[SigV4a]), preferred);
}

/// The rule of botocore's `_get_bearer_env_var_name` (`utils.py`).
#[test]
fn a_variable_is_named_after_the_signing_name() {
    for (name, variable) in [
        ("bedrock", "AWS_BEARER_TOKEN_BEDROCK"),
        ("foo-bar", "AWS_BEARER_TOKEN_FOO_BAR"),
        ("foo bar-Baz", "AWS_BEARER_TOKEN_FOO_BAR_BAZ"),
    ] {
        assert_eq!(token_variable(name), variable);
    }
}
