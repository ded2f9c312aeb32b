//! Settings of one service, for parameters of its endpoint rules.

use super::settings::{Setting, Sources, format};
use super::{Config, ConfigError};
use crate::endpoint::ClientContext;
use crate::operation::ServiceSetting;

impl Config {
    /// Returns the parameters of endpoint rules: those that are set in code, else those in variables and the profile.
    pub(crate) fn context_of(
        &self,
        settings: &'static [ServiceSetting],
    ) -> Result<ClientContext, ConfigError> {
        let sources = Sources {
            environment: self.environment(),
            profiles: self.profiles(),
        };
        let mut context = self.client_context().clone();
        for setting in settings
            .iter()
            .filter(|it| !self.client_context().has(it.parameter))
        {
            let value = sources.get(&Setting {
                variables: std::slice::from_ref(&setting.variable),
                key: setting.key,
                format: format::BOOLEAN,
            })?;
            if let Some(value) = value {
                context = context.set(setting.parameter, value);
            }
        }
        Ok(context)
    }
}
