//! The items of a source file.

use super::attributes::{deprecated, derives, has};
use super::constants::{constants, fields};
use super::types::Type;
use super::{Enum, Member, Method, Module, Presence, Structure, Variant, unknown};
use proc_macro2::Span;
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::{
    Expr, ExprStruct, Field, FnArg, Ident, ImplItem, ImplItemFn, Item, ItemEnum, ItemImpl,
    ItemMacro, ItemStruct, Pat, Result, ReturnType, Stmt, Visibility,
};

/// Reads a source file.
pub fn module(text: &str) -> Result<Module> {
    let items = syn::parse_file(text)?.items;
    let mut module = Module::default();
    for item in &items {
        match item {
            Item::Struct(item) => module.structures.push(structure(item)?),
            Item::Enum(item) => module.enums.push(enumeration(item)?),
            _ => {}
        }
    }
    // What an item is comes before what is said of it.
    for item in &items {
        match item {
            Item::Impl(item) => implementation(item, &mut module)?,
            Item::Macro(item) => invocation(item, &mut module)?,
            Item::Struct(_) | Item::Enum(_) | Item::Use(_) | Item::Mod(_) => {}
            Item::Fn(item) if matches!(item.vis, Visibility::Inherited) => {}
            Item::Fn(item) => module.others.push(line(&item.sig)),
            _ => return Err(unknown(item)),
        }
    }
    let mut structures = module.structures.iter();
    let has_no_table = |it: &&Structure| it.members.iter().any(|member| member.wire.is_empty());
    if let Some(structure) = structures.find(has_no_table) {
        let problem = format!("{}: no name on the wire for a member", structure.name);
        return Err(syn::Error::new(Span::call_site(), problem));
    }
    Ok(module)
}

fn structure(source: &ItemStruct) -> Result<Structure> {
    let fields = source.fields.iter();
    let public = fields.filter(|field| matches!(field.vis, Visibility::Public(_)));
    let members: Vec<_> = public.map(member).collect::<Result<_>>()?;
    Ok(Structure {
        name: source.ident.to_string(),
        derives: derives(&source.attrs)?,
        is_exhaustive: !members.is_empty() && !has(&source.attrs, "non_exhaustive"),
        deprecated: deprecated(&source.attrs)?,
        constructor: None,
        facts: Vec::new(),
        members,
    })
}

fn member(source: &Field) -> Result<Member> {
    let ident = source.ident.as_ref();
    let ident = ident.ok_or_else(|| unknown(source))?;
    let r#type = Type::read(&source.ty)?;
    let presence = match r#type.inside("Option") {
        Some(_) => Presence::Optional,
        None => Presence::Preset,
    };
    Ok(Member {
        name: ident.to_string(),
        r#type,
        wire: String::new(),
        presence,
        setter: None,
        deprecated: deprecated(&source.attrs)?,
    })
}

fn enumeration(source: &ItemEnum) -> Result<Enum> {
    let variants = source.variants.iter().map(|variant| {
        let payload = variant.fields.iter().next();
        Ok(Variant {
            name: variant.ident.to_string(),
            payload: payload.map(|field| Type::read(&field.ty)).transpose()?,
            wire: None,
            deprecated: deprecated(&variant.attrs)?,
        })
    });
    Ok(Enum {
        name: source.ident.to_string(),
        derives: derives(&source.attrs)?,
        is_exhaustive: !has(&source.attrs, "non_exhaustive"),
        deprecated: deprecated(&source.attrs)?,
        variants: variants.collect::<Result<_>>()?,
    })
}

fn implementation(source: &ItemImpl, module: &mut Module) -> Result<()> {
    let name = match &*source.self_ty {
        syn::Type::Path(it) => it.path.segments.last().map(|it| it.ident.to_string()),
        _ => None,
    };
    let name = name.ok_or_else(|| unknown(source))?;
    let Some((of, _)) = &source.trait_ else {
        let functions = source.items.iter().map(|item| match item {
            ImplItem::Fn(function) => Ok(function),
            _ => Err(unknown(item)),
        });
        for function in functions {
            inherent(&name, function?, module)?;
        }
        return Ok(());
    };
    let implemented = of;
    let of = of.segments.last().map(|it| it.ident.to_string());
    let structure = structure_mut(module, &name, &source.self_ty)?;
    match of.as_deref() {
        Some("Service" | "Operation" | "ModeledError") => {
            structure.facts.extend(constants(&source.items)?);
        }
        // Its derives lack it, which says enough.
        Some("Debug") => {}
        Some("Default") => structure.derives.push("Default".to_owned()),
        Some(_) => {
            let types = source.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) => Some(format!("{} = {}", item.ident, line(&item.ty))),
                ImplItem::Const(item) => Some(format!("{} = {}", item.ident, line(&item.expr))),
                _ => None,
            });
            let says = types.collect::<Vec<_>>().join(", ");
            let text = format!("impl {} for {name}: {says}", line(implemented));
            module.others.push(text.trim_end_matches(": ").to_owned());
        }
        None => return Err(unknown(source)),
    }
    Ok(())
}

/// A function of a type: a constructor, a setter, or a call of the client.
fn inherent(of: &str, source: &ImplItemFn, module: &mut Module) -> Result<()> {
    let name = source.sig.ident.to_string();
    if !matches!(source.vis, Visibility::Public(_)) {
        return Ok(());
    }
    let is_operation = source.sig.asyncness.is_some() && source.sig.inputs.len() == 2;
    if is_operation {
        module.methods.push(method(&name, source)?);
        return Ok(());
    }
    if of == "Client" && name != "new" {
        module.others.push(line(&source.sig));
        return Ok(());
    }
    let parameters = parameters(source)?;
    if name == "new" {
        let helper = module
            .structures
            .extract_if(.., |it| it.name == format!("{of}Required"))
            .next();
        let structure = structure_mut(module, of, source)?;
        return constructor(structure, &parameters, helper);
    }
    let structure = structure_mut(module, of, source)?;
    let member = assigned(source).and_then(|field| {
        let members = &mut structure.members;
        members.iter_mut().find(|member| member.name == field)
    });
    match member {
        Some(member) => member.setter = Some(name),
        None => module.others.push(format!("{of}: {}", line(&source.sig))),
    }
    Ok(())
}

/// Source on one line, without the spaces that tokens are printed with.
fn line(source: impl ToTokens) -> String {
    let mut text = source.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" <", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("& ", "&"),
        ("- >", "->"),
        (" : ", ": "),
        (" )", ")"),
        ("( ", "("),
        (" . ", "."),
        (" ;", ";"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

/// `field` of a body that begins with `self.field = …`.
fn assigned(source: &ImplItemFn) -> Option<String> {
    let Some(Stmt::Expr(Expr::Assign(assignment), _)) = source.block.stmts.first() else {
        return None;
    };
    match &*assignment.left {
        Expr::Field(left) => Some(left.member.to_token_stream().to_string()),
        _ => None,
    }
}

/// `new` takes what is required: each, or a structure of its own that holds all.
fn constructor(
    structure: &mut Structure,
    parameters: &[String],
    helper: Option<Structure>,
) -> Result<()> {
    let taken = match &helper {
        Some(helper) => helper.members.iter().map(|it| it.name.clone()).collect(),
        None => parameters.to_vec(),
    };
    let names = match &helper {
        Some(helper) => helper.name.clone(),
        None => parameters.join(", "),
    };
    structure.constructor = Some(format!("new({names})"));
    let members = structure.members.iter_mut();
    for member in members.filter(|member| taken.contains(&member.name)) {
        member.presence = Presence::Required;
    }
    Ok(())
}

fn method(name: &str, source: &ImplItemFn) -> Result<Method> {
    let input = source.sig.inputs.iter().find_map(|input| match input {
        FnArg::Typed(input) => Some(Type::read(&input.ty)),
        FnArg::Receiver(_) => None,
    });
    let ReturnType::Type(_, output) = &source.sig.output else {
        return Err(unknown(source));
    };
    let [output, error] =
        <[Type; 2]>::try_from(Type::read(output)?.arguments).map_err(|_| unknown(source))?;
    Ok(Method {
        name: name.to_owned(),
        input: input.ok_or_else(|| unknown(source))??,
        output,
        error: error
            .arguments
            .into_iter()
            .next()
            .ok_or_else(|| unknown(source))?,
        deprecated: deprecated(&source.attrs)?,
    })
}

/// The names of what a function takes besides `self`.
fn parameters(source: &ImplItemFn) -> Result<Vec<String>> {
    let typed = source.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(&*input.pat),
        FnArg::Receiver(_) => None,
    });
    typed
        .map(|pattern| match pattern {
            Pat::Ident(it) => Ok(it.ident.to_string()),
            _ => Err(unknown(pattern)),
        })
        .collect()
}

/// A macro of the runtime: the values of an enum, or the errors of an operation.
fn invocation(source: &ItemMacro, module: &mut Module) -> Result<()> {
    let called = source.mac.path.segments.last();
    let called = called.map(|it| it.ident.to_string()).unwrap_or_default();
    match called.as_str() {
        "string_enum" | "sensitive_string_enum" | "int_enum" => {
            let argument: ExprStruct = source.mac.parse_body()?;
            let mut values: BTreeMap<_, _> = fields(&argument)?.into_iter().collect();
            let name = argument.path.require_ident()?;
            for variant in &mut enum_mut(module, name)?.variants {
                variant.wire = values.remove(&variant.name);
            }
            match values.keys().next() {
                None => Ok(()),
                Some(_) => Err(unknown(source)),
            }
        }
        "structure" | "input" => {
            let argument: ExprStruct = source.mac.parse_body()?;
            let name = argument.path.require_ident()?.to_string();
            table(
                structure_mut(module, &name, source)?,
                fields(&argument)?,
                source,
            )
        }
        "operation_error" => {
            let argument: ExprStruct = source.mac.parse_body()?;
            let listed: Vec<_> = fields(&argument)?.into_iter().map(|it| it.0).collect();
            let variants = &enum_mut(module, argument.path.require_ident()?)?.variants;
            if variants.iter().map(|it| &it.name).ne(&listed) {
                return Err(unknown(source));
            }
            Ok(())
        }
        "blocking_calls" => {
            let argument: ExprStruct = source.mac.parse_body()?;
            let calls = fields(&argument)?.into_iter();
            let lines = calls.map(|(name, operation)| format!("call {name}: {operation}"));
            module.others.extend(lines);
            Ok(())
        }
        "unions" | "errors" => Ok(()),
        _ => Err(unknown(source)),
    }
}

/// The table of a structure's members, which makes it what goes over the wire.
fn table(
    structure: &mut Structure,
    table: Vec<(String, String)>,
    source: &ItemMacro,
) -> Result<()> {
    let members = &mut structure.members;
    if members
        .iter()
        .map(|it| &it.name)
        .ne(table.iter().map(|it| &it.0))
    {
        return Err(unknown(source));
    }
    for (member, (_, wire)) in members.iter_mut().zip(table) {
        member.wire = wire;
    }
    let traits = ["Serialize", "Deserialize"].map(str::to_owned);
    structure.derives.extend(traits);
    Ok(())
}

fn structure_mut<'a>(
    module: &'a mut Module,
    name: &str,
    said: impl ToTokens,
) -> Result<&'a mut Structure> {
    let found = module.structures.iter_mut().find(|it| it.name == name);
    found.ok_or_else(|| unknown(said))
}

fn enum_mut<'a>(module: &'a mut Module, name: &Ident) -> Result<&'a mut Enum> {
    let found = module.enums.iter_mut().find(|it| name == &it.name);
    found.ok_or_else(|| unknown(name))
}
