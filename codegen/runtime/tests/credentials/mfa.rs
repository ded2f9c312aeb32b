//! A role that requires a code, in a profile of a configuration.

use crate::carrier::Carrier;
use crate::sample::operation::get_state::GetStateInput;
use crate::{environment, sample};
use runtime::Config;
use std::io;

const ROLE: &str = "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n\
                    mfa_serial = GAHT12345678\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";

#[tokio::test]
async fn a_configuration_asks_for_the_code() {
    let carrier = Carrier::default();
    let config = Config::builder()
        .environment(environment(ROLE, &[], &[]))
        .transport(carrier.clone())
        .region("eu-west-1")
        .service_endpoint_url("Example", "https://service.example")
        .mfa_code(|serial| async move {
            assert_eq!(serial, "GAHT12345678");
            Ok::<_, io::Error>("123456".to_owned())
        });
    let client = sample::Client::new(&config.build().unwrap());
    client.get_state(GetStateInput::new("main")).await.unwrap();
    let (_, sources) = carrier.take();
    let parameters = sources[0].parameters();
    for (name, value) in [("SerialNumber", "GAHT12345678"), ("TokenCode", "123456")] {
        let parameter = (name.to_owned(), value.to_owned());
        assert!(parameters.contains(&parameter), "{parameters:?}");
    }
}
