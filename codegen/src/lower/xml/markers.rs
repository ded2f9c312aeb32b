//! Names of the types that stand for names of XML elements in generated code.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{ElementNames, Types, XmlNamespace};
use crate::lower::names::{Scope, type_name};

/// Returns a type name for each set of names in the tables of these types.
pub(in super::super) fn markers(types: &Types) -> BTreeMap<ElementNames, String> {
    let fields = types.structures.iter().flat_map(|it| &it.fields);
    let variants = types.unions.iter().flat_map(|it| &it.variants);
    let forms = fields.map(|it| &it.form).chain(variants.map(|it| &it.form));
    let found: BTreeSet<&ElementNames> = forms.flat_map(|it| it.names()).collect();
    let mut given = Scope::default();
    let named = found.into_iter().map(|names| {
        let (name, _) = type_name(&words(names).join("-"));
        (names.clone(), given.give(name))
    });
    named.collect()
}

/// Returns the words of a type's name.
fn words(names: &ElementNames) -> Vec<&str> {
    let of_elements = [&names.member, &names.key, &names.value, &names.query];
    let mut words: Vec<&str> = of_elements.into_iter().flatten().map(|it| &**it).collect();
    let namespaces = [&names.namespace, &names.key_namespace];
    words.extend(namespaces.into_iter().flatten().map(of_namespace));
    words
}

fn of_namespace(namespace: &XmlNamespace) -> &str {
    namespace.prefix.as_deref().unwrap_or("Namespace")
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::ir::{ElementNames, XmlNamespace};

    #[test]
    fn a_type_is_called_after_the_names_that_it_stands_for() {
        let namespace = |prefix: Option<&str>| XmlNamespace {
            uri: "https://example.com".to_owned(),
            prefix: prefix.map(str::to_owned),
        };
        let some = |name: &str| Some(name.to_owned());
        let item = ElementNames {
            member: some("item"),
            ..ElementNames::default()
        };
        assert_eq!(words(&item), ["item"]);
        let pair = ElementNames {
            key: some("K"),
            value: some("V"),
            namespace: Some(namespace(None)),
            ..ElementNames::default()
        };
        assert_eq!(words(&pair), ["K", "V", "Namespace"]);
        let grantee = ElementNames {
            namespace: Some(namespace(Some("xsi"))),
            ..ElementNames::default()
        };
        assert_eq!(words(&grantee), ["xsi"]);
    }
}
