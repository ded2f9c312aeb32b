//! Requests to endpoints that ask for SigV4a.

use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::script::{Sent, ok};
use crate::world::World;
#[cfg(not(feature = "sigv4a"))]
use runtime::AuthScheme;
use runtime::endpoint::{BuiltIns, Endpoint, EndpointError};
use runtime::{Client, Config, ConfigBuilder, Credentials, Operation, Protocol, Service};

/// An authentication scheme: its name, with the regions of SigV4a.
type Scheme = (&'static str, &'static [&'static str]);

/// The authentication schemes of endpoints, by region.
const SCHEMES: [(&str, &[Scheme]); 4] = [
    ("global", &[("sigv4a", &["*"])]),
    (
        "both",
        &[("sigv4a", &["us-east-1", "eu-*"]), ("sigv4", &[])],
    ),
    ("later", &[("sigv4", &[]), ("sigv4a", &["*"])]),
    ("bad", &[("sigv4a", &["*\r\nx: y"])]),
];

/// A service whose region says how its endpoint wants requests to be signed.
struct Multi;

impl Service for Multi {
    const SHAPE_NAME: &'static str = "Multi";
    const SDK_ID: &'static str = "Multi";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("multi");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_1];

    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        let region = built_ins.region.unwrap_or_default();
        let mut endpoint = Endpoint::new("https://multi.example")?;
        if region == "own" {
            return Ok(endpoint.auth_scheme("sigv4a", [("signingName", "own")]));
        }
        let schemes = SCHEMES.into_iter().find(|(name, _)| *name == region);
        for (name, regions) in schemes.map_or(&[][..], |(_, schemes)| schemes) {
            let set = (!regions.is_empty()).then_some(("signingRegionSet", *regions));
            endpoint = endpoint.auth_scheme(name, set);
        }
        Ok(endpoint)
    }
}

struct Call;

impl Operation for Call {
    const NAME: &'static str = "Call";
    type Service = Multi;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[cfg(feature = "sigv4a")]
use crate::sigv4a_key as key;

#[cfg(not(feature = "sigv4a"))]
mod key {
    pub const ACCESS_KEY_ID: &str = "AKISORANDOMAASORANDOM";
    pub const SECRET_ACCESS_KEY: &str = "hunter2";
}

fn config(world: &World, region: &str) -> ConfigBuilder {
    let credentials = Credentials::new(key::ACCESS_KEY_ID, key::SECRET_ACCESS_KEY);
    Config::builder()
        .transport(world.script.clone())
        .clock(world.clock.clone())
        .region(region)
        .credentials(credentials.session_token("THE-TOKEN"))
}

/// The only request of a call.
fn sent(world: &World, config: ConfigBuilder) -> Result<Sent, String> {
    world.script.add([ok()]);
    let client = Client::new::<Multi>(&config.build().unwrap());
    let called = world.clock.run(client.call::<Call>(PingInput::default()));
    let error = called.err().map(|error| format!("{error} {error:?}"));
    match (world.script.take_sent().pop(), error) {
        (Some(sent), None) => Ok(sent),
        (None, Some(error)) => {
            assert!(!error.contains(key::SECRET_ACCESS_KEY), "{error}");
            assert!(!error.contains("THE-TOKEN"), "{error}");
            Err(error)
        }
        other => panic!("{other:?}"),
    }
}

/// The feature does not change a signature that needs no feature.
#[test]
fn an_endpoint_with_sigv4_is_signed_with_it_unless_sigv4a_is_preferred() {
    let world = World::new([]);
    for region in ["eu-west-1", "later", "both"] {
        let sent = sent(&world, config(&world, region)).unwrap();
        assert_eq!(sent.signature(key::SECRET_ACCESS_KEY).region, region);
        assert_eq!(sent.header("x-amz-region-set"), "");
    }
}

#[cfg(not(feature = "sigv4a"))]
#[test]
fn without_the_feature_another_scheme_is_used_or_the_feature_is_named() {
    let world = World::new([]);
    let preferring = config(&world, "both").auth_scheme_preference([AuthScheme::SigV4a]);
    let both = sent(&world, preferring).unwrap();
    assert_eq!(both.signature(key::SECRET_ACCESS_KEY).region, "both");
    let error = sent(&world, config(&world, "global")).unwrap_err();
    let expected = "for sigv4a enable the feature `sigv4a` of the runtime";
    assert!(error.contains(expected), "{error}");
}

#[cfg(feature = "sigv4a")]
mod signed {
    use super::{config, key, sent};
    use crate::pages::metrics;
    use crate::script::Sent;
    use crate::sigv4::query::verify_presigned_by;
    use crate::sigv4::{Claim, Received, Signature, verify_by};
    use crate::world::World;
    use runtime::http::Request;
    use runtime::presign::Presigner;
    use runtime::{AuthScheme, Credentials, Environment};
    use std::time::Duration;

    fn check(claim: &Claim, text: &str) -> Result<(), String> {
        key::check(&claim.algorithm, text, &claim.signature)
    }

    /// The regions of a request, and its signature, which the published public key verifies.
    fn verified(sent: &Sent) -> (String, Signature) {
        let signature = verify_by(&Received::of(&sent.request), &check).unwrap();
        (sent.header("x-amz-region-set").to_owned(), signature)
    }

    #[test]
    fn a_service_accepts_the_signature_in_the_regions_of_the_endpoint() {
        let world = World::new([]);
        for (region, regions, service) in [
            ("global", "*", "multi"),
            ("both", "us-east-1,eu-*", "multi"),
            // Without a set the region of the client counts.
            ("own", "own", "own"),
        ] {
            let preferring = config(&world, region).auth_scheme_preference([AuthScheme::SigV4a]);
            let sent = sent(&world, preferring).unwrap();
            let (set, signature) = verified(&sent);
            assert_eq!(set, regions);
            assert_eq!((&*signature.region, &*signature.service), ("", service));
            assert_eq!(signature.access_key_id, key::ACCESS_KEY_ID);
            assert_eq!(signature.date, "20270115T080000Z");
            for name in ["host", "x-amz-region-set", "x-amz-security-token"] {
                assert!(signature.signed_headers.iter().any(|it| it == name));
            }
        }
    }

    #[test]
    fn the_user_agent_tells_the_algorithm() {
        let world = World::new([]);
        for (region, expected) in [("global", "E,S,e"), ("both", "E,e"), ("later", "E,e")] {
            let sent = sent(&world, config(&world, region)).unwrap();
            assert_eq!(metrics(&sent), expected, "{region}");
        }
    }

    #[test]
    fn whatever_changes_on_the_way_is_rejected() {
        let world = World::new([]);
        let sent = sent(&world, config(&world, "global")).unwrap();
        let received = Received::of(&sent.request);
        let tamper: [fn(&mut Received); 4] = [
            |it| it.body.push(b' '),
            |it| it.target = "/?a=b".to_owned(),
            |it| change(it, "x-amz-region-set", "us-east-1"),
            |it| change(it, "x-amz-date", "20270115T080001Z"),
        ];
        for tamper in tamper {
            let mut received = received.clone();
            tamper(&mut received);
            verify_by(&received, &check).unwrap_err();
        }
        assert!(verify_by(&received, &check).is_ok());
    }

    fn change(received: &mut Received, name: &str, value: &str) {
        for header in received.headers.iter_mut().filter(|(it, _)| it == name) {
            header.1 = value.to_owned();
        }
    }

    #[test]
    fn the_configured_regions_have_precedence() {
        let world = World::new([]);
        let no_files: [(&str, &str); 0] = [];
        let name = "AWS_SIGV4A_SIGNING_REGION_SET";
        let variable = Environment::fixed([(name, "us-east-1, US-west-*")], no_files);
        let file = "[default]\nsigv4a_signing_region_set = eu-*\n";
        let profile = Environment::fixed([("AWS_CONFIG_FILE", "/config")], [("/config", file)]);
        let base = || config(&world, "global");
        for (config, regions) in [
            (base().environment(variable.clone()), "us-east-1,us-west-*"),
            (base().environment(profile), "eu-*"),
            (
                base().environment(variable).sigv4a_signing_region_set("*"),
                "*",
            ),
        ] {
            assert_eq!(verified(&sent(&world, config).unwrap()).0, regions);
        }
        // They are for SigV4a alone.
        let other = config(&world, "later").sigv4a_signing_region_set("*");
        let sent = sent(&world, other).unwrap();
        assert_eq!(sent.signature(key::SECRET_ACCESS_KEY).region, "later");
    }

    #[test]
    fn regions_that_no_header_can_have_are_errors() {
        let world = World::new([]);
        let error = sent(&world, config(&world, "bad")).unwrap_err();
        assert!(
            error.contains("`signingRegionSet`: expected regions"),
            "{error}"
        );
        let config = config(&world, "global").sigv4a_signing_region_set("*\r\nx: y");
        let error = config.build().unwrap_err().to_string();
        let setter = "ConfigBuilder::sigv4a_signing_region_set: expected regions";
        assert!(error.starts_with(setter), "{error}");
    }

    #[test]
    fn another_key_is_rejected() {
        let world = World::new([]);
        let other = config(&world, "global").credentials(Credentials::new("AKID", "other"));
        let sent = sent(&world, other).unwrap();
        verify_by(&Received::of(&sent.request), &check).unwrap_err();
    }

    #[test]
    fn a_presigned_request_has_its_regions_in_the_query() {
        let world = World::new([]);
        let config = config(&world, "eu-west-1").build().unwrap();
        let presigner = Presigner::new("s3", Duration::from_secs(60)).sigv4a("us-*, eu-west-1");
        let request = Request::get("https://a.example/x?y").body(()).unwrap();
        let presigned = world
            .clock
            .run(presigner.presign(&config, request))
            .unwrap();
        let received = Received::of(&Request::from(presigned).map(|()| ""));
        let verified = verify_presigned_by(&received, true, &check).unwrap();
        assert_eq!(verified.region_set.as_deref(), Some("us-*,eu-west-1"));
        assert_eq!(verified.token.as_deref(), Some("THE-TOKEN"));
        assert_eq!(verified.signature.region, "");

        let presigner = Presigner::new("s3", Duration::from_secs(60)).sigv4a("us/*");
        let request = Request::get("https://a.example/").body(()).unwrap();
        let error = world
            .clock
            .run(presigner.presign(&config, request))
            .unwrap_err();
        assert!(
            error.to_string().contains("the region set: expected"),
            "{error}"
        );
    }
}
