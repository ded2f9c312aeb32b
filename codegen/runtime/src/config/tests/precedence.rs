//! Code comes before variables, and variables before the profile.

mod checksums;

use super::{NO_VARIABLES, Silent, build, builder};
use crate::config::{
    AccountIdEndpointMode, Config, ConfigBuilder, Environment, Profiles, Timeouts,
};
use crate::credentials::Credentials;
use crate::retry::Retry;
use crate::time::Clock;
use crate::transport::BoxFuture;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

type Set = fn(ConfigBuilder) -> ConfigBuilder;

/// A setting: what gets it, and a value from each source that differs from the next.
struct Case<T> {
    get: fn(&Config) -> T,
    variable: &'static str,
    key: &'static str,
    /// Setter in code, with the expected value.
    code: Option<(Set, T)>,
    /// The text of the variable, and what it comes to.
    environment: (&'static str, T),
    profile: (&'static str, T),
    unset: T,
}

impl<T: PartialEq + Debug> Case<T> {
    fn check(self) {
        let Self {
            get, variable, key, ..
        } = self;
        let config = format!("[default]\n{key} = {}", self.profile.0);
        let variables = [(variable, self.environment.0)];
        let value = |builder: ConfigBuilder| get(&builder.build().unwrap());
        if let Some((set, expected)) = self.code {
            assert_eq!(
                value(set(builder(variables, &config))),
                expected,
                "{key} by code"
            );
            assert_eq!(
                value(set(Config::builder())),
                expected,
                "{key} by code alone"
            );
        }
        let expected = &self.environment.1;
        assert_eq!(value(builder(variables, &config)), *expected, "{variable}");
        assert_eq!(value(builder(variables, "")), *expected, "{variable} alone");
        let expected = &self.profile.1;
        assert_eq!(value(builder(NO_VARIABLES, &config)), *expected, "{key}");
        assert_eq!(
            value(builder([(variable, "")], &config)),
            *expected,
            "{key}"
        );
        assert_eq!(
            value(builder([(variable, " ")], &config)),
            *expected,
            "{key}"
        );
        let blank = format!("[default]\n{key} =");
        for unset in [Config::builder(), builder(NO_VARIABLES, &blank)] {
            assert_eq!(value(unset), self.unset, "{key} unset");
        }
    }
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn texts() {
    Case {
        get: |config| config.region().map(str::to_owned),
        variable: "AWS_REGION",
        key: "region",
        code: Some((|builder| builder.region("eu-west-1"), text("eu-west-1"))),
        environment: ("us-gov-west-1", text("us-gov-west-1")),
        profile: ("us-east-1 # c", text("us-east-1")),
        unset: None,
    }
    .check();
    Case {
        get: |config| config.app_id().map(str::to_owned),
        variable: "AWS_SDK_UA_APP_ID",
        key: "sdk_ua_app_id",
        code: Some((
            |builder| builder.app_id("!#$%&'*+-.^_`|~"),
            text("!#$%&'*+-.^_`|~"),
        )),
        environment: (" app ", text("app")),
        profile: ("Other1", text("Other1")),
        unset: None,
    }
    .check();
    Case {
        get: |config| config.ca_bundle().map(|path| path.display().to_string()),
        variable: "AWS_CA_BUNDLE",
        key: "ca_bundle",
        code: Some((|builder| builder.ca_bundle("/code"), text("/code"))),
        environment: ("/environment", text("/environment")),
        profile: ("relative path", text("relative path")),
        unset: None,
    }
    .check();
}

#[test]
fn switches() {
    check_switch(
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
        Config::use_fips,
        |builder| builder.use_fips(true),
    );
    check_switch(
        "AWS_USE_DUALSTACK_ENDPOINT",
        "use_dualstack_endpoint",
        Config::use_dual_stack,
        |builder| builder.use_dual_stack(true),
    );
    check_switch(
        "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
        "disable_clock_skew_correction",
        |config| !config.skew_correction(),
        |builder| builder.disable_clock_skew_correction(true),
    );
    check_switch(
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection",
        |config| !config.host_prefixes(),
        |builder| builder.disable_host_prefix_injection(true),
    );
}

fn check_switch(variable: &'static str, key: &'static str, get: fn(&Config) -> bool, set: Set) {
    let case = |code, environment, profile: (&'static str, bool)| Case {
        get,
        variable,
        key,
        code,
        environment,
        profile,
        unset: false,
    };
    case(Some((set, true)), ("false", false), ("TRUE", true)).check();
    case(None, ("True", true), ("false", false)).check();
}

#[test]
fn code_turns_off_what_a_variable_turns_on() {
    let config = builder([("AWS_USE_FIPS_ENDPOINT", "true")], "").use_fips(false);
    assert!(!config.build().unwrap().use_fips());
}

#[test]
fn numbers_and_modes() {
    Case {
        get: Config::max_attempts,
        variable: "AWS_MAX_ATTEMPTS",
        key: "max_attempts",
        code: Some((|builder| builder.max_attempts(1), Some(1))),
        environment: ("7", Some(7)),
        profile: ("12", Some(12)),
        unset: None,
    }
    .check();
    Case {
        get: Config::account_id_endpoint_mode,
        variable: "AWS_ACCOUNT_ID_ENDPOINT_MODE",
        key: "account_id_endpoint_mode",
        code: Some((
            |builder| builder.account_id_endpoint_mode(AccountIdEndpointMode::Preferred),
            AccountIdEndpointMode::Preferred,
        )),
        environment: ("Required", AccountIdEndpointMode::Required),
        profile: ("disabled", AccountIdEndpointMode::Disabled),
        unset: AccountIdEndpointMode::Preferred,
    }
    .check();
    Case {
        get: |config| config.sigv4a_signing_region_set().map(str::to_owned),
        variable: "AWS_SIGV4A_SIGNING_REGION_SET",
        key: "sigv4a_signing_region_set",
        code: Some((|builder| builder.sigv4a_signing_region_set("*"), text("*"))),
        environment: ("us-east-1, EU-*", text("us-east-1,eu-*")),
        profile: ("ap-*", text("ap-*")),
        unset: None,
    }
    .check();
    Case {
        get: |config| config.retry().is_some(),
        variable: "AWS_RETRY_MODE",
        key: "retry_mode",
        code: Some((|builder| builder.retry(Retry::off()), true)),
        environment: ("Standard", true),
        profile: ("standard", true),
        unset: false,
    }
    .check();
    Case {
        get: |config| config.0.values.disable_request_compression == Some(true),
        variable: "AWS_DISABLE_REQUEST_COMPRESSION",
        key: "disable_request_compression",
        code: Some((|builder| builder.disable_request_compression(true), true)),
        environment: ("false", false),
        profile: ("true", true),
        unset: false,
    }
    .check();
    Case {
        get: |config| config.compression().min_size,
        variable: "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        key: "request_min_compression_size_bytes",
        code: Some((|builder| builder.request_min_compression_size(5), 5)),
        environment: ("0", 0),
        profile: ("10485760", 10_485_760),
        unset: 10_240,
    }
    .check();
}

#[test]
fn code_says_what_is_retried_whatever_a_variable_says() {
    let variables = [("AWS_RETRY_MODE", "fast"), ("AWS_MAX_ATTEMPTS", "x")];
    let config = builder(variables, "").retry(Retry::off()).max_attempts(2);
    let config = config.build().unwrap();
    assert_eq!(
        format!("{:?}", config.retry()),
        format!("{:?}", Some(Retry::off()))
    );
}

#[test]
fn a_region_has_two_variables() {
    let region = |variables: &[(&'static str, &'static str)]| {
        let config = build(variables.iter().copied(), "[default]\nregion = c");
        config.unwrap().region().map(str::to_owned)
    };
    let default = ("AWS_DEFAULT_REGION", "b");
    assert_eq!(region(&[("AWS_REGION", "a"), default]), text("a"));
    assert_eq!(region(&[default]), text("b"));
    assert_eq!(region(&[("AWS_REGION", ""), default]), text("b"));
    assert_eq!(region(&[]), text("c"));
}

#[test]
fn the_profile_is_the_one_of_code_then_of_the_variable_then_default() {
    let file = "[default]\nregion = a\n[profile b]\nregion = b\n[profile c]\nmax_attempts = 2";
    let with =
        |variables: &[(&'static str, &'static str)]| builder(variables.iter().copied(), file);
    let region = |builder: ConfigBuilder| {
        let config = builder.build().unwrap();
        config.region().map(str::to_owned)
    };
    assert_eq!(region(with(&[])), text("a"));
    assert_eq!(region(with(&[("AWS_PROFILE", "b")])), text("b"));
    assert_eq!(
        region(with(&[("AWS_PROFILE", "b")]).profile("default")),
        text("a")
    );
    // What the variable names does not matter then.
    assert_eq!(
        region(with(&[("AWS_PROFILE", "missing")]).profile("b")),
        text("b")
    );
    // A profile inherits nothing from `default`.
    assert_eq!(region(with(&[]).profile("c")), None);
    let config = with(&[]).profile("c").build().unwrap();
    assert_eq!(config.profiles().selected(), "c");
}

#[test]
fn the_credentials_file_has_settings_too_and_precedence() {
    let files = [
        (
            "/user/.aws/config",
            "[default]\nregion = a\nmax_attempts = 2",
        ),
        ("/user/.aws/credentials", "[default]\nregion = b"),
    ];
    let environment = Environment::fixed([("HOME", "/user")], files);
    let config = Config::builder().environment(environment).build().unwrap();
    assert_eq!(config.region(), Some("b"));
    assert_eq!(config.max_attempts(), Some(2));
}

#[test]
fn a_certificate_file_may_be_in_the_home_folder() {
    let home = ("HOME", "/user");
    let config = build([home, ("AWS_CA_BUNDLE", "~/ca.pem")], "").unwrap();
    assert_eq!(config.ca_bundle(), Some("/user/ca.pem".into()));
    let config = build([home], "[default]\nca_bundle = ~/ca.pem").unwrap();
    assert_eq!(config.ca_bundle(), Some("/user/ca.pem".into()));
    let config = builder([home], "").ca_bundle("~/ca.pem").build().unwrap();
    assert_eq!(config.ca_bundle(), Some("~/ca.pem".into()));
}

#[test]
fn what_code_alone_can_set() {
    struct Stopped;
    impl Clock for Stopped {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }
        fn instant(&self) -> Duration {
            Duration::ZERO
        }
        fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
            Box::pin(async {})
        }
    }
    let timeouts = Timeouts::none().attempt(Duration::from_secs(1));
    let config = Config::builder()
        .timeouts(timeouts)
        .clock(Stopped)
        .entropy(|| Ok([7; 16]))
        .credentials(Credentials::new("id", "key"))
        .transport(Silent)
        .build()
        .unwrap();
    assert_eq!(config.timeouts(), timeouts);
    assert_eq!(config.clock().now(), SystemTime::UNIX_EPOCH);
    assert_eq!(config.entropy()().unwrap(), [7; 16]);
    assert!(config.credentials().is_some());
    assert!(config.transport().is_some());
    // A clone is the same configuration.
    assert!(std::ptr::eq(
        config.environment(),
        config.clone().environment()
    ));
}

#[test]
fn timeouts_have_defaults() {
    let timeouts = Config::builder().build().unwrap().timeouts();
    assert_eq!(timeouts.connect, Some(Duration::from_millis(3_100)));
    assert_eq!(timeouts.stall, Some(Duration::from_secs(20)));
    assert_eq!((timeouts.attempt, timeouts.operation), (None, None));
    let second = Duration::from_secs(1);
    let timeouts = timeouts.connect(None).stall(None).operation(second);
    assert_eq!(timeouts, Timeouts::none().operation(second));
}

#[test]
fn what_code_alone_can_set_is_not_there_without() {
    let config = builder([("AWS_PROFILE", "default")], "").build().unwrap();
    assert!(config.credentials().is_none());
    assert!(config.transport().is_none());
    assert_eq!(config.chosen_profile(), None);
    let config = builder(NO_VARIABLES, "")
        .profile("default")
        .build()
        .unwrap();
    assert_eq!(config.chosen_profile(), Some("default"));
}

#[test]
fn configurations_go_from_thread_to_thread() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Config>();
    check::<ConfigBuilder>();
    check::<Profiles>();
}
