//! Sessions of `aws login`: credentials for the console's user.
//!
//! The AWS CLI keeps a session in a file named after the SHA-256 of its name: the credentials, a refresh token, and a
//! private key. Sign-in returns the next credentials for the refresh token and a proof of possession of the key
//! (`CreateOAuth2Token` of the service `signin`).

mod dpop;
mod renewal;

use super::context::ProviderContext;
use super::json::Object;
use super::session::{self, Session, Unrenewed};
use crate::config::{Environment, Profiles};
use crate::credentials::{Credentials, CredentialsError};
use crate::hex::hex;
use crate::timestamp::Timestamp;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Time before expiry from which the credentials are renewed, as in the AWS SDKs.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// Variable of the folder of the files.
const FOLDER: &str = "AWS_LOGIN_CACHE_DIRECTORY";

/// Members of the file, besides the credentials, that a session consists of.
const MEMBERS: [&str; 3] = ["clientId", "refreshToken", "dpopKey"];

/// Members of the credentials, in `accessToken`.
const CREDENTIALS: [&str; 4] = [
    "accessKeyId",
    "secretAccessKey",
    "sessionToken",
    "accountId",
];

/// Returns the credentials of the session `session` of a profile, renewed if they are due.
pub(super) async fn credentials(
    context: &ProviderContext,
    profiles: &Profiles,
    profile: &str,
    session: &str,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {profile:?}");
    let sign_in = format!("aws login --profile {profile}");
    let folder = folder(context).map_err(|why| {
        let error = CredentialsError::message(format!("{name}: {why}"));
        session::sign_in_again(error, &sign_in)
    })?;
    let file = format!("{}.json", hex(&Sha256::digest(session.as_bytes())));
    let file = LoginFile {
        profiles,
        name,
        sign_in,
        path: folder.join(file),
    };
    session::token(context, &file).await
}

fn folder(context: &ProviderContext) -> Result<PathBuf, String> {
    let environment = &context.environment;
    if let Some(folder) = environment.trimmed(FOLDER) {
        return Ok(environment.expand(with_variables(environment, &folder)));
    }
    let home = environment.home().ok_or_else(|| {
        format!("the folder of login sessions is not known, since neither {FOLDER} nor HOME is set")
    })?;
    Ok(home.join(".aws/login/cache"))
}

/// Replaces `$NAME` and `${NAME}` with the values of variables; unknown ones remain.
fn with_variables(environment: &Environment, text: &str) -> String {
    let mut parts = text.split('$');
    let mut expanded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let braced = part.strip_prefix('{').and_then(|part| part.split_once('}'));
        let (name, rest) = braced.unwrap_or_else(|| {
            let end = part.find(|it: char| !it.is_alphanumeric() && it != '_');
            part.split_at(end.unwrap_or(part.len()))
        });
        match environment.var(name) {
            Some(value) => expanded.extend([value.as_str(), rest]),
            None => expanded.extend(["$", part]),
        }
    }
    expanded
}

struct LoginFile<'a> {
    profiles: &'a Profiles,
    /// Prefix of errors.
    name: String,
    sign_in: String,
    path: PathBuf,
}

impl Session for LoginFile<'_> {
    type Token = Credentials;

    fn path(&self) -> &Path {
        &self.path
    }

    fn title(&self) -> String {
        format!("{}: the login session {}", self.name, self.path.display())
    }

    fn sign_in(&self) -> &str {
        &self.sign_in
    }

    fn early(&self) -> Duration {
        EARLY
    }

    fn token(&self, document: &Object) -> Result<(Credentials, Timestamp), String> {
        let inner = document.object("accessToken")?;
        let of_inner = |why: String| format!("accessToken: {why}");
        let [id, secret, token, account] = inner.all_required(CREDENTIALS).map_err(of_inner)?;
        let expiry = session::timestamp(&inner, "expiresAt").map_err(of_inner)?;
        // Also what only a renewal needs: the file is of another version, or not whole.
        document.all_required(MEMBERS)?;
        let credentials = Credentials::new(id, secret)
            .session_token(token)
            .account_id(account)
            .expires_at(expiry.into());
        Ok((credentials, expiry))
    }

    async fn renew(
        &self,
        context: &ProviderContext,
        document: &Object,
    ) -> Result<Object, Unrenewed> {
        renewal::renew(context, self, document).await
    }
}
