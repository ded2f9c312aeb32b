//! The structures of the cases as one writes them by hand. Those of requests are only written when measured; that they deny
//! unknown members shows that none is missing here.

#[path = "../../shared/attribute_value.rs"]
mod attribute_value;

use attribute_value::AttributeValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Map<V> = BTreeMap<String, V>;

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthcheckInput {}

#[derive(Default, PartialEq, Serialize, Deserialize)]
pub struct HealthcheckOutput {
    #[serde(skip_serializing_if = "Option::is_none")]
    ok: Option<String>,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub struct GetItemInput {
    table_name: String,
    key: Map<AttributeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes_to_get: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consistent_read: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_consumed_capacity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    projection_expression: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression_attribute_names: Option<Map<String>>,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetItemOutput {
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Map<AttributeValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consumed_capacity: Option<ConsumedCapacity>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConsumedCapacity {
    #[serde(skip_serializing_if = "Option::is_none")]
    table_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity_units: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_capacity_units: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    write_capacity_units: Option<f64>,
}

#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub struct PutItemInput {
    table_name: String,
    item: Map<AttributeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Map<Expected>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_values: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_consumed_capacity: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_item_collection_metrics: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditional_operator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition_expression: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression_attribute_names: Option<Map<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression_attribute_values: Option<Map<AttributeValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_values_on_condition_check_failure: Option<String>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Expected {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<AttributeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison_operator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute_value_list: Option<Vec<AttributeValue>>,
}
