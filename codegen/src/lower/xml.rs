//! Names of XML elements and query parameters (`smithy.api#xmlName` and its kin), which count if the protocol is restXml,
//! awsQuery or ec2Query.
//!
//! Source: Smithy's specification "XML bindings", and its pages about the three protocols. `check` reports traits that do
//! not fit their shapes, and names that members share; `markers` names the types that stand for names in generated code;
//! `unwrapped` reads outputs without an element of their own.

mod check;
mod markers;
mod unwrapped;

use super::Context;
use crate::ir::{Binding, ElementNames, Form, Protocol, Structure, XmlNamespace, XmlRoot};
use crate::smithy::ast::{Kind, Member, Shape, Traits};
use crate::smithy::traits::{TraitsExt, id};

pub(super) use markers::markers;

impl Context<'_> {
    /// Returns the name of `member` in a document of XML; that of an attribute begins with `@`.
    pub(super) fn xml_name(&self, member: &Member) -> String {
        let name = member.traits.text(id::XML_NAME).unwrap_or(&member.name);
        match member.traits.has(id::XML_ATTRIBUTE) {
            true => format!("@{name}"),
            false => name.to_owned(),
        }
    }

    /// Returns the name of the root element of `member`, which is the whole body: "the `xmlName` of the member, else of its
    /// target, else the name of the target".
    pub(super) fn payload_name(&self, member: &Member) -> String {
        let target = self.shape(&member.target);
        let own = member.traits.text(id::XML_NAME);
        let name = own.or_else(|| target?.traits.text(id::XML_NAME));
        name.unwrap_or(member.target.name()).to_owned()
    }

    /// Returns the root element of requests of `operation`, if its input has members in the body.
    pub(super) fn xml_root(&self, operation: &Shape, input: &Structure) -> Option<XmlRoot> {
        let mut fields = input.fields.iter();
        let has_body = fields.any(|it| it.binding == Binding::Body);
        if self.protocol != Some(Protocol::RestXml) || !has_body {
            return None;
        }
        let shape = self.model.input(operation)?;
        let name = shape.traits.text(id::XML_NAME);
        Some(XmlRoot {
            name: name.unwrap_or(shape.id.name()).to_owned(),
            namespace: namespace(&shape.traits),
        })
    }

    /// Returns the XML namespace of the service.
    pub(super) fn service_namespace(&self) -> Option<XmlNamespace> {
        self.is_xml()
            .then(|| namespace(&self.service.traits))
            .flatten()
    }

    /// Returns the form of the value of `member`, which is in this part of the message.
    pub(super) fn form(&self, member: &Member, binding: &Binding) -> Form {
        if !self.is_xml() || !binding.is_document() {
            return Form::default();
        }
        let is_flattened = member.traits.has(id::XML_FLATTENED);
        let target = self.shape(&member.target);
        let mut names = ElementNames {
            namespace: self.namespace(&member.traits),
            query: self.query_name(member),
            ..ElementNames::default()
        };
        if *binding == Binding::Payload {
            let of_target = || self.namespace(&target?.traits);
            names.namespace = names.namespace.or_else(of_target);
        }
        let mut entry = target.and_then(|it| self.entry(it)).unwrap_or_default();
        if is_flattened && target.is_some_and(|it| it.kind != Kind::Map) {
            // Entries have the name of the member, and no element around them that could have a namespace.
            let of_entries = std::mem::take(&mut entry.names);
            names.namespace = names.namespace.or(of_entries.namespace);
        }
        Form {
            names,
            is_flattened,
            entry: (!entry.is_plain()).then(|| Box::new(entry)),
        }
    }

    /// Returns the form of the members of a list or the values of a map.
    fn entry(&self, target: &Shape) -> Option<Form> {
        let (member, names) = match target.kind {
            Kind::List | Kind::Set => {
                let member = target.member("member")?;
                let names = ElementNames {
                    member: self.list_entry_name(member),
                    namespace: self.namespace(&member.traits),
                    ..ElementNames::default()
                };
                (member, names)
            }
            Kind::Map => {
                let (key, value) = (target.member("key")?, target.member("value")?);
                let names = ElementNames {
                    key: entry_name(key),
                    value: entry_name(value),
                    namespace: self.namespace(&value.traits),
                    key_namespace: self.namespace(&key.traits),
                    ..ElementNames::default()
                };
                (value, names)
            }
            _ => return None,
        };
        let entry = self.shape(&member.target).and_then(|it| self.entry(it));
        Some(Form {
            names,
            is_flattened: false,
            entry: entry.filter(|it| !it.is_plain()).map(Box::new),
        })
    }

    /// Returns the name of a member of a list, if it is not the default. ec2Query writes none, and in responses any element
    /// is an entry.
    fn list_entry_name(&self, member: &Member) -> Option<String> {
        let is_used = self.protocol != Some(Protocol::Ec2Query);
        is_used.then(|| entry_name(member)).flatten()
    }

    /// Returns a namespace that requests have: query parameters are in none.
    fn namespace(&self, traits: &Traits) -> Option<XmlNamespace> {
        (self.protocol == Some(Protocol::RestXml))
            .then(|| namespace(traits))
            .flatten()
    }

    /// Returns the name of `member` in requests of ec2Query, if it is not that of its element with a capital letter.
    fn query_name(&self, member: &Member) -> Option<String> {
        if self.protocol != Some(Protocol::Ec2Query) {
            return None;
        }
        let name = member.traits.text(id::EC2_QUERY_NAME)?;
        let element = self.xml_name(member);
        let default = capitalized(element.trim_start_matches('@'));
        (name != default).then(|| name.to_owned())
    }

    /// Returns the name of `member` as a parameter of awsQuery or ec2Query.
    fn parameter(&self, member: &Member) -> String {
        let name = self.xml_name(member);
        let name = name.trim_start_matches('@');
        match self.protocol {
            Some(Protocol::Ec2Query) => {
                self.query_name(member).unwrap_or_else(|| capitalized(name))
            }
            _ => name.to_owned(),
        }
    }

    /// Returns whether bodies are XML, those of requests perhaps query parameters.
    pub(super) fn is_xml(&self) -> bool {
        self.protocol.is_some_and(Protocol::is_xml)
    }
}

/// Returns the name of a member of a list or map, if it is not the default.
fn entry_name(member: &Member) -> Option<String> {
    let name = member.traits.text(id::XML_NAME);
    let name = name.filter(|it| *it != member.name);
    name.map(str::to_owned)
}

/// Returns the namespace in the traits of a shape or member.
fn namespace(traits: &Traits) -> Option<XmlNamespace> {
    let uri = traits.text_in(id::XML_NAMESPACE, "uri")?;
    let prefix = traits.text_in(id::XML_NAMESPACE, "prefix");
    Some(XmlNamespace {
        uri: uri.to_owned(),
        prefix: prefix.map(str::to_owned),
    })
}

/// Returns the name of the parameter of a member of ec2Query.
fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
