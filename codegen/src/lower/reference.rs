//! Pages of AWS's API references about a service.

use std::collections::BTreeMap;

use crate::smithy::ast::Shape;
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};

/// Host of the AWS references: `<host><segment>/…/API_<shape>.html`.
const HOST: &str = "docs.aws.amazon.com/";

/// The segment of the service's own reference in the addresses of pages.
///
/// No model says it, and it follows no rule (`AmazonECS`, `privateca`). Of the segments that the documentation links to
/// it is the one of which most pages are called as shapes of the service: several, and nearly all. Other services have
/// shapes of some of the names.
pub(super) fn segment(model: &Model, selection: &Selection) -> Option<String> {
    let mut pages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let namespace = selection.service.namespace();
    let ids = [&selection.service]
        .into_iter()
        .chain(&selection.operations)
        .chain(&selection.shapes);
    for (segment, page) in ids.filter_map(|id| model.get(id)).flat_map(linked) {
        let (own, all) = pages.entry(segment).or_default();
        let shape = ShapeId::parse(&format!("{namespace}#{page}"));
        *own += usize::from(shape.is_some_and(|id| model.get(&id).is_some()));
        *all += 1;
    }
    let candidates = pages
        .into_iter()
        .filter(|(_, (own, all))| *own > 1 && own * 4 >= all * 3);
    let (segment, _) = candidates.max_by_key(|(_, (own, _))| *own)?;
    Some(segment.to_owned())
}

/// The pages that the documentation of `shape` links to: segment and shape.
fn linked(shape: &Shape) -> impl Iterator<Item = (&str, &str)> {
    let members = shape.members.iter().map(|member| &member.traits);
    let texts = [&shape.traits]
        .into_iter()
        .chain(members)
        .filter_map(|traits| traits.text(id::DOCUMENTATION));
    texts
        .flat_map(|text| text.split(HOST).skip(1))
        .filter_map(|rest| {
            let (address, _) = rest.split_once(".html")?;
            let (segment, path) = address.split_once('/')?;
            let (_, page) = path.rsplit_once("API_")?;
            Some((segment, page))
        })
}
