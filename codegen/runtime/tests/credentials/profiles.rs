//! Profiles, variables and files of all kinds: the same credentials, by the same requests, as botocore.

use crate::signed::received;
use crate::sigv4::Received;
use crate::{aws, transport};
use runtime::{Credentials, Environment, ProvideCredentials, default_chain};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Facts {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(default)]
    config_file: String,
    #[serde(default)]
    credentials_file: String,
    #[serde(default)]
    variables: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    profile: Option<String>,
    requests: Vec<Value>,
    credentials: Option<Value>,
    error: Option<String>,
}

const HOME: &str = "/home/u";

impl Case {
    fn environment(&self, server: &str) -> Environment {
        let fill = |text: &str| text.replace("{server}", server).replace("{home}", HOME);
        let variables = self
            .variables
            .iter()
            .map(|(name, value)| (name.clone(), fill(value)));
        let files = self
            .files
            .iter()
            .map(|(path, text)| (fill(path), fill(text)));
        Environment::fixed(
            variables.chain([("HOME".to_owned(), HOME.to_owned())]),
            files.chain([
                (format!("{HOME}/.aws/config"), fill(&self.config_file)),
                (
                    format!("{HOME}/.aws/credentials"),
                    fill(&self.credentials_file),
                ),
            ]),
        )
    }
}

fn shown(credentials: &Credentials) -> Value {
    let parts = [
        ("access_key_id", Some(credentials.access_key_id())),
        ("secret_access_key", Some(credentials.secret_access_key())),
        ("token", credentials.token()),
        ("account_id", credentials.account()),
    ];
    let parts = parts.into_iter();
    parts
        .filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?))))
        .collect()
}

/// A request as the facts have it.
fn described(request: &Received) -> Value {
    let path = request.target.split('?').next().unwrap();
    let mut described: Map<String, Value> = if request.method == "POST" {
        let parameters = request.parameters().into_iter();
        let listed = parameters.filter(|(name, value)| {
            let is_default = name == "RoleSessionName" && value.starts_with("rust-");
            name != "Version" && !is_default
        });
        let listed = listed.map(|(name, value)| (name, Value::from(value)));
        listed
            .chain([("server".to_owned(), "sts".into())])
            .collect()
    } else if path == "/federation/credentials" {
        let parameters = request.parameters().into_iter();
        let token = (
            "token".to_owned(),
            request.header("x-amz-sso_bearer_token").into(),
        );
        let parameters = parameters.map(|(name, value)| (name, Value::from(value)));
        parameters
            .chain([token, ("server".to_owned(), "sso".into())])
            .collect()
    } else {
        let server = if path == "/container" {
            "container"
        } else {
            "instance"
        };
        let described = json!({"server": server, "path": path});
        described.as_object().unwrap().clone()
    };
    if let Some(authorization) = request.header("authorization") {
        match authorization.split_once("Credential=") {
            None => _ = described.insert("authorization".to_owned(), authorization.into()),
            Some((_, scope)) => {
                let scope: Vec<&str> = scope.split(',').next().unwrap().split('/').collect();
                assert_eq!(scope[3..], ["sts", "aws4_request"]);
                described.insert("signed_with".to_owned(), scope[0].into());
                described.insert("region".to_owned(), scope[2].into());
                if let Some(token) = request.header("x-amz-security-token") {
                    described.insert("signed_with_token".to_owned(), token.into());
                }
            }
        }
    }
    Value::Object(described)
}

/// True for a request that botocore does not know: to the endpoint that also has the account.
fn is_extended(request: &Value) -> bool {
    let path = request["path"].as_str().unwrap_or_default();
    path.contains("/security-credentials-extended/")
}

#[tokio::test]
async fn profiles_resolve_as_they_do_for_botocore() {
    let facts = include_str!("../facts/profiles.json");
    let facts: Facts = serde_json::from_str(facts).unwrap();
    let mut wrong = Vec::new();
    for case in &facts.cases {
        let server = aws::start();
        let url = server.url("");
        let chain = default_chain(transport(), case.environment(&url));
        let chain = match &case.profile {
            Some(profile) => chain.profile(profile),
            None => chain,
        };
        let found = chain.provide().await;
        let requests = server.requests();
        let requests = requests.iter().map(|request| described(&received(request)));
        let requests: Vec<Value> = requests.filter(|request| !is_extended(request)).collect();
        let (right, shown) = match (&found, &case.credentials) {
            (Ok(found), Some(expected)) => (shown(found) == *expected, shown(found)),
            (Err(error), None) => {
                let is_nothing = case.error.as_deref() == Some("NoCredentials");
                (is_nothing == error.is_not_found(), error.to_string().into())
            }
            (Ok(found), None) => (false, shown(found)),
            (Err(error), Some(_)) => (false, error.to_string().into()),
        };
        if !right || (found.is_ok() && requests != case.requests) {
            wrong.push(format!(
                "{}: {shown}\n  {}",
                case.name,
                Value::from(requests)
            ));
        }
    }
    assert!(
        facts.cases.len() >= 70,
        "{} cases are few",
        facts.cases.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
