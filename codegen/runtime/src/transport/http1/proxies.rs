//! Proxies in environment variables.

use super::no_proxy::NoProxy;
use crate::transport::{BoxError, LocalHost};
use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use std::env;
use std::ffi::OsString;

/// Proxies by URL scheme, and the hosts that are reached without them.
#[derive(Debug, Default)]
pub(super) struct Proxies {
    http: Option<Intercept>,
    https: Option<Intercept>,
    no_proxy: NoProxy,
}

/// An invalid variable.
#[derive(Debug)]
pub(super) struct VariableError {
    pub(super) name: &'static str,
    pub(super) source: BoxError,
}

const HTTP: [&str; 2] = ["http_proxy", "HTTP_PROXY"];
const HTTPS: [&str; 2] = ["https_proxy", "HTTPS_PROXY"];
const ALL: [&str; 2] = ["all_proxy", "ALL_PROXY"];
const NO: [&str; 2] = ["no_proxy", "NO_PROXY"];

/// Variable that a web server sets for CGI programs (RFC 3875). Such a program has the request's header `proxy` in the
/// variable `HTTP_PROXY`, which an attacker can set.
const CGI: &str = "REQUEST_METHOD";

impl Proxies {
    /// Reads the variables of the process.
    pub(super) fn of_process() -> Result<Self, VariableError> {
        Self::read(|name| env::var_os(name))
    }

    /// Reads variables in curl's order: lower case first, `all_proxy` as the fallback. An empty one counts as unset.
    fn read(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, VariableError> {
        let is_cgi = variable(CGI).is_some();
        let find = |names: [&'static str; 2]| {
            let mut names = names.into_iter();
            names.find_map(|name| {
                let value = variable(name).filter(|value| !value.is_empty())?;
                Some(Variable { name, value })
            })
        };
        let http = find(HTTP)
            .filter(|found| !is_cgi || (found.name == "http_proxy" && cfg!(not(windows))));
        let proxy = |own: Option<Variable>| {
            let found = own.or_else(|| find(ALL));
            found.as_ref().map(Variable::proxy).transpose()
        };
        let mut proxies = Self {
            http: proxy(http)?,
            https: proxy(find(HTTPS))?,
            no_proxy: NoProxy::default(),
        };
        if let (false, Some(list)) = (proxies.is_empty(), find(NO)) {
            proxies.no_proxy = list.no_proxy()?;
        }
        Ok(proxies)
    }

    /// Creates proxies from these variables.
    #[cfg(test)]
    pub(super) fn fixed(variables: &[(&str, &str)]) -> Self {
        tests::read(variables).unwrap()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.http.is_none() && self.https.is_none()
    }

    /// Returns the proxy for `uri`.
    pub(super) fn of(&self, uri: &Uri) -> Option<&Intercept> {
        let proxy = match uri.scheme_str() {
            Some("http") => self.http.as_ref(),
            Some("https") => self.https.as_ref(),
            _ => None,
        };
        proxy.filter(|_| {
            let host = uri.host().unwrap_or_default();
            LocalHost::of(host).is_none() && !self.no_proxy.contains(host)
        })
    }
}

struct Variable {
    name: &'static str,
    value: OsString,
}

impl Variable {
    fn text(&self) -> Result<&str, VariableError> {
        let text = self.value.to_str().map(str::trim);
        text.ok_or_else(|| self.error("it is not UTF-8"))
    }

    fn no_proxy(&self) -> Result<NoProxy, VariableError> {
        NoProxy::parse(self.text()?).map_err(|error| self.error(error))
    }

    fn proxy(&self) -> Result<Intercept, VariableError> {
        let text = self.text()?;
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            // Without a scheme there is no path: `http//proxy` is a slip of the pen.
            None => match text.strip_suffix('/').unwrap_or(text) {
                text if text.contains('/') => return Err(self.error(NOT_A_PROXY)),
                text => ("http".to_owned(), text),
            },
        };
        if let "socks4" | "socks4a" | "socks5" | "socks5h" = scheme.as_str() {
            let expected = "expected http://host:port or https://host:port";
            return Err(self.error(format!("{scheme} proxies are not supported: {expected}")));
        }
        let proxy = matches!(scheme.as_str(), "http" | "https").then(|| intercept(&scheme, rest));
        proxy.flatten().ok_or_else(|| self.error(NOT_A_PROXY))
    }

    fn error(&self, source: impl Into<BoxError>) -> VariableError {
        VariableError {
            name: self.name,
            source: source.into(),
        }
    }
}

const NOT_A_PROXY: &str = "expected http://host:port or https://host:port, with a user and a password before the host \
     if necessary, percent-encoded; the value is not shown, since it may hold the password";

/// Parses the proxy of a scheme and the text after it, whose path is ignored; hyper-util reads user and password.
fn intercept(scheme: &str, rest: &str) -> Option<Intercept> {
    let authority = rest.split(['/', '?', '#']).next()?;
    let all = match authority.rsplit_once('@') {
        // The first one would end the password.
        Some((user, host)) => format!("{scheme}://{}@{host}", user.replace('@', "%40")),
        None => format!("{scheme}://{authority}"),
    };
    let matcher = Matcher::builder().all(all).build();
    let proxy = matcher.intercept(&Uri::from_static("http://proxied.invalid"))?;
    let authority = proxy.uri().authority()?;
    let port = authority.as_str().get(authority.host().len()..)?;
    let is_port = matches!(port, "" | ":") || authority.port_u16().is_some();
    (is_port && !authority.host().is_empty()).then_some(proxy)
}

#[cfg(test)]
mod tests {
    use super::Proxies;
    use http::Uri;
    use std::ffi::OsString;

    pub(super) fn read(variables: &[(&str, &str)]) -> Result<Proxies, String> {
        let variable = |name: &str| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| OsString::from(value))
        };
        Proxies::read(variable).map_err(|error| format!("{}: {}", error.name, error.source))
    }

    /// Returns the proxies for a host, without scheme and with.
    fn of(variables: &[(&str, &str)], host: &str) -> [Option<String>; 2] {
        let proxies = read(variables).unwrap();
        ["http", "https"].map(|scheme| {
            let uri: Uri = format!("{scheme}://{host}/path").parse().unwrap();
            proxies.of(&uri).map(|proxy| proxy.uri().to_string())
        })
    }

    fn named(http: &str, https: &str) -> [Option<String>; 2] {
        [http, https].map(|proxy| (!proxy.is_empty()).then(|| format!("{proxy}/")))
    }

    /// Order of <https://curl.se/docs/manpage.html#ENVIRONMENT>, with `HTTP_PROXY`, which curl ignores.
    #[test]
    fn variables_count_in_curls_order() {
        let (a, b, c) = (
            "http://a.example:1",
            "http://b.example:2",
            "http://c.example:3",
        );
        for (variables, expected) in [
            (&[][..], named("", "")),
            (&[("HTTP_PROXY", a)], named(a, "")),
            (&[("http_proxy", a), ("HTTP_PROXY", b)], named(a, "")),
            (&[("HTTPS_PROXY", a)], named("", a)),
            (&[("https_proxy", a), ("HTTPS_PROXY", b)], named("", a)),
            (&[("https_proxy", ""), ("HTTPS_PROXY", b)], named("", b)),
            (&[("ALL_PROXY", c)], named(c, c)),
            (&[("all_proxy", c), ("ALL_PROXY", b)], named(c, c)),
            (&[("ALL_PROXY", c), ("https_proxy", a)], named(c, a)),
            (&[("ALL_PROXY", c), ("http_proxy", "")], named(c, c)),
            (
                &[("REQUEST_METHOD", "GET"), ("HTTP_PROXY", a)],
                named("", ""),
            ),
            (
                &[
                    ("REQUEST_METHOD", "GET"),
                    ("HTTP_PROXY", a),
                    ("HTTPS_PROXY", b),
                ],
                named("", b),
            ),
        ] {
            assert_eq!(
                of(variables, "sts.amazonaws.com"),
                expected,
                "{variables:?}"
            );
        }
    }

    #[test]
    fn a_proxy_may_do_without_scheme_and_port() {
        for (value, expected) in [
            ("proxy.example", "http://proxy.example"),
            ("proxy.example:3128", "http://proxy.example:3128"),
            ("proxy.example:3128/", "http://proxy.example:3128"),
            ("HTTP://proxy.example:3128", "http://proxy.example:3128"),
            ("https://proxy.example", "https://proxy.example"),
            (
                "http://proxy.example:3128/ignored?so",
                "http://proxy.example:3128",
            ),
            ("user:pass@[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
            (
                "http://user:p@hunter2@proxy.example:3128",
                "http://proxy.example:3128",
            ),
            (" http://192.0.2.1 ", "http://192.0.2.1"),
        ] {
            assert_eq!(
                of(&[("HTTPS_PROXY", value)], "a.example"),
                named("", expected),
                "{value}"
            );
        }
    }

    /// Example of RFC 7617, section 2.
    #[test]
    fn user_and_password_are_decoded_and_not_shown() {
        let proxies =
            read(&[("https_proxy", "http://Aladdin:open%20sesame@proxy.example")]).unwrap();
        assert!(!format!("{proxies:?}").contains("sesame"));
        let uri = Uri::from_static("https://a.example");
        let authorization = proxies.of(&uri).unwrap().basic_auth().unwrap();
        assert_eq!(authorization, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert!(authorization.is_sensitive());
    }

    /// As in curl, whose users do not always encode a password.
    #[test]
    fn the_last_at_sign_ends_user_and_password() {
        let proxies = read(&[("https_proxy", "http://user:p@ss@proxy.example:3128")]).unwrap();
        assert!(!format!("{proxies:?}").contains("ss@"), "{proxies:?}");
        let uri = Uri::from_static("https://a.example");
        let proxy = proxies.of(&uri).unwrap();
        assert_eq!(proxy.uri(), "http://proxy.example:3128/");
        // `user:p@ss`
        assert_eq!(proxy.basic_auth().unwrap(), "Basic dXNlcjpwQHNz");
    }

    #[test]
    fn no_proxy_leads_to_local_hosts_and_to_those_that_are_named() {
        let variables = [
            ("ALL_PROXY", "http://p.example:1"),
            ("NO_PROXY", "a.example,192.0.2.0/24"),
        ];
        let proxy = "http://p.example:1";
        for (host, expected) in [
            ("b.example", named(proxy, proxy)),
            ("a.example", named("", "")),
            ("x.a.example:8080", named("", "")),
            ("192.0.2.7", named("", "")),
            ("192.0.3.7", named(proxy, proxy)),
            ("localhost:80", named("", "")),
            ("x.localhost", named("", "")),
            ("127.1", named("", "")),
            ("[::ffff:127.0.0.1]:80", named("", "")),
            ("169.254.169.254", named("", "")),
        ] {
            assert_eq!(of(&variables, host), expected, "{host}");
        }
        let all = [("ALL_PROXY", proxy), ("no_proxy", "*")];
        for host in ["b.example", "192.0.2.7", "[2001:db8::1]"] {
            assert_eq!(of(&all, host), named("", ""), "{host}");
        }
    }

    #[test]
    fn what_is_not_a_proxy_is_an_error_that_names_the_variable_and_shows_no_password() {
        for value in [
            "socks5://user:hunter2@proxy.example:1080",
            "SOCKS4a://proxy.example",
            "ftp://user:hunter2@proxy.example",
            "hunter2://proxy.example",
            "://hunter2",
            "http://",
            "http://:3128",
            "http//hunter2:3128",
            "http:/hunter2",
            "http://user:hunter2@",
            "http://proxy.example:hunter2",
            "http://proxy.example:99999",
            "http://user:hunter2 @proxy.example",
            "not a URL, hunter2",
            "[::1",
            "/hunter2",
        ] {
            for (variable, other) in [("HTTPS_PROXY", "HTTP_PROXY"), ("http_proxy", "https_proxy")]
            {
                let error = read(&[(variable, value), (other, "http://p.example")]).unwrap_err();
                assert!(
                    error.starts_with(&format!("{variable}: ")),
                    "{value}: {error}"
                );
                assert!(
                    error.contains("expected http://host:port"),
                    "{value}: {error}"
                );
                assert!(!error.contains("hunter2"), "{value}: {error}");
                assert_eq!(
                    error.contains("socks"),
                    value.to_lowercase().starts_with("socks")
                );
            }
        }
    }

    #[test]
    fn only_variables_that_count_have_to_be_right() {
        let p = "http://p.example:1";
        let both = [
            ("HTTP_PROXY", p),
            ("HTTPS_PROXY", p),
            ("ALL_PROXY", "socks5://s.example"),
        ];
        assert!(read(&both).is_ok());
        assert!(read(&both[1..]).unwrap_err().starts_with("ALL_PROXY: "));
        assert!(read(&[("NO_PROXY", "a.example:80")]).is_ok());
        let error = read(&[("HTTPS_PROXY", p), ("NO_PROXY", "a.example:80")]).unwrap_err();
        assert!(
            error.starts_with("NO_PROXY: ") && error.contains("a.example:80"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_utf_8_is_an_error() {
        use std::os::unix::ffi::OsStringExt;
        let error = Proxies::read(|name| {
            (name == "HTTPS_PROXY").then(|| OsString::from_vec(b"http://\xff".to_vec()))
        });
        assert_eq!(error.unwrap_err().name, "HTTPS_PROXY");
    }
}
