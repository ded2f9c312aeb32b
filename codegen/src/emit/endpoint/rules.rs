//! The functions that rules are compiled to.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::imports::Imports;
use super::super::tokens::{docs, ident};
use super::value::ValueWriter;
use super::{parameters_type, property};
use crate::ir::{Endpoint, EndpointRules, Outcome, ParameterType, RuleFunction, Step, Test, Value};

/// All functions.
pub(super) fn functions(rules: &EndpointRules, imports: &mut Imports<'_>) -> TokenStream {
    let functions = rules.functions.iter().enumerate();
    let functions = functions.map(|(index, it)| function(it, index == 0, rules, imports));
    let functions: Vec<_> = functions.collect();
    quote!(#(#functions)*)
}

fn function(
    function: &RuleFunction,
    is_main: bool,
    rules: &EndpointRules,
    imports: &mut Imports<'_>,
) -> TokenStream {
    let item_docs = docs(&function.docs);
    let name = ident(&function.name);
    let mut writer = ValueWriter {
        arguments: &function.arguments,
        imports,
    };
    let ty = parameters_type(rules);
    // The whole rule set is given the parameters even where it has no use for them.
    let parameters = match (function.takes_parameters, is_main) {
        (true, _) => Some(quote!(parameters: &#ty)),
        (false, true) => Some(quote!(_: &#ty)),
        (false, false) => None,
    };
    let arguments = function.arguments.iter().map(|local| {
        let (name, ty) = (ident(&local.name), writer.argument_type(local));
        quote!(#name: #ty)
    });
    let arguments: Vec<_> = parameters.into_iter().chain(arguments).collect();
    let body = writer.block(&function.body, true);
    let endpoint = writer.endpoint("Endpoint");
    let error = writer.endpoint("EndpointError");
    quote! {
        #item_docs
        fn #name(#(#arguments),*) -> Result<#endpoint, #error> {
            #body
        }
    }
}

impl ValueWriter<'_, '_, '_> {
    /// The steps; the last one as the value of the function where `is_end` says that it is.
    fn block(&mut self, steps: &[Step], is_end: bool) -> TokenStream {
        let last = steps.len().saturating_sub(1);
        let steps = steps.iter().enumerate().map(|(index, step)| match step {
            Step::Return(outcome) if is_end && index == last => self.outcome(outcome),
            step => self.step(step),
        });
        let steps: Vec<_> = steps.collect();
        quote!(#(#steps)*)
    }

    fn step(&mut self, step: &Step) -> TokenStream {
        match step {
            Step::Let(local, value) => {
                let (name, value) = (ident(&local.name), self.kept(value));
                quote!(let #name = #value;)
            }
            Step::If(tests, block) => {
                let tests: Vec<_> = tests.iter().map(|test| self.test(test)).collect();
                let block = self.block(block, false);
                quote!(if #(#tests)&&* { #block })
            }
            Step::Unless(test, outcome) => {
                let outcome = self.outcome(outcome);
                match test {
                    Test::Is(value) => {
                        let value = self.value(&crate::lower::endpoint::opposite(value));
                        quote!(if #value { return #outcome; })
                    }
                    Test::Some(..) => {
                        let test = self.test(test);
                        quote!(#test else { return #outcome; };)
                    }
                }
            }
            Step::Return(outcome) => {
                let outcome = self.outcome(outcome);
                quote!(return #outcome;)
            }
        }
    }

    fn test(&mut self, test: &Test) -> TokenStream {
        match test {
            Test::Is(value) => self.value(value),
            Test::Some(local, value) => {
                let (name, value) = (ident(&local.name), self.kept(value));
                quote!(let Some(#name) = #value)
            }
        }
    }

    /// The expression, to be given a name: lists stay where they are.
    fn kept(&mut self, value: &Value) -> TokenStream {
        let tokens = self.value(value);
        match value {
            Value::Parameter(_, ParameterType::List) => quote!(&#tokens),
            Value::Field(_, "normalized_path" | "resource_id") => quote!(&#tokens),
            _ => tokens,
        }
    }

    fn outcome(&mut self, outcome: &Outcome) -> TokenStream {
        match outcome {
            Outcome::Endpoint(endpoint) => self.resolved(endpoint),
            Outcome::Error(text) => {
                let (refuse, text) = (self.endpoint("refuse"), self.value(text));
                quote!(#refuse(#text))
            }
            Outcome::Exhausted => {
                let exhausted = self.endpoint("exhausted");
                quote!(#exhausted())
            }
            Outcome::Call(name, takes_parameters, arguments) => {
                let name = ident(name);
                let parameters = takes_parameters.then(|| quote!(parameters));
                let arguments = arguments.iter().map(|it| self.passed(it));
                let arguments = parameters.into_iter().chain(arguments);
                quote!(#name(#(#arguments),*))
            }
        }
    }

    /// A `Result` with the endpoint.
    fn resolved(&mut self, endpoint: &Endpoint) -> TokenStream {
        let (ty, url) = (self.endpoint("Endpoint"), self.value(&endpoint.url));
        let mut chain = if endpoint.ends_with_host {
            quote!(#ty::of_host(#url))
        } else {
            quote!(#ty::new(#url))
        };
        for (name, values) in &endpoint.headers {
            for value in values {
                let value = self.value(value);
                chain = quote!(#chain?.header(#name, #value));
            }
        }
        let properties = property::setters(endpoint, self);
        if properties.is_empty() {
            chain
        } else {
            quote!(Ok(#chain? #properties))
        }
    }
}
