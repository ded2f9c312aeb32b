//! Structures with members that are headers, with a line for each.

/// Declares a structure with members that are headers.
macro_rules! with_headers {
    ($name:ident { $($(#[$attribute:meta])* $member:ident: $type:ty,)* } headers { $($bound:ident: $value:ty = $header:literal,)* }) => {
        #[derive(Default, Deserialize, Serialize)]
        #[serde(default, deny_unknown_fields)]
        #[allow(non_snake_case, reason = "the names of the model")]
        pub struct $name {
            $($(#[$attribute])* pub $member: $type,)*
            $(#[serde(skip_serializing_if = "Option::is_none")]
            pub $bound: Option<$value>,)*
        }

        impl $name {
            #[allow(dead_code, reason = "of requests")]
            pub fn put_headers(&self, headers: &mut HeaderMap) -> Result {
                $(if let Some(value) = &self.$bound {
                    headers.insert(HeaderName::from_static($header), value.to_header()?);
                })*
                Ok(())
            }

            #[allow(dead_code, reason = "of responses")]
            pub fn from_headers(headers: &HeaderMap) -> Result<Self> {
                let mut value = Self::default();
                $(if let Some(header) = headers.get($header) {
                    value.$bound = Some(Header::from_header(header)?);
                })*
                Ok(value)
            }
        }
    };
}

pub(super) use with_headers;
