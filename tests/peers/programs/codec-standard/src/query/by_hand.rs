//! The structures of the cases as one writes them by hand. Those of requests are read from the params of a case alone; that
//! they deny unknown members shows that none is missing here.

use form_urlencoded::Serializer;
use jiff::Timestamp;
use serde::Deserialize;

/// A request.
pub trait Parameters {
    fn append(&self, query: &mut Query);

    fn to_query(&self) -> String {
        let mut query = Serializer::new(String::new());
        self.append(&mut query);
        query.finish()
    }
}

type Query = Serializer<'static, String>;

/// A structure in a request, whose parameters begin with a name.
pub trait Nested {
    fn append(&self, name: &str, query: &mut Query);
}

/// Entries of a list.
#[derive(Deserialize, PartialEq)]
pub struct Members<T> {
    #[serde(default = "Vec::new")]
    member: Vec<T>,
}

impl<T: Nested> Members<T> {
    fn append(&self, name: &str, query: &mut Query) {
        for (index, entry) in self.member.iter().enumerate() {
            entry.append(&format!("{name}.member.{}", index + 1), query);
        }
    }
}

impl Nested for f64 {
    fn append(&self, name: &str, query: &mut Query) {
        query.append_pair(name, &self.to_string());
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub struct GetMetricDataInput {
    metric_data_queries: Members<MetricDataQuery>,
    start_time: Timestamp,
    end_time: Timestamp,
    scan_by: Option<String>,
    max_datapoints: Option<i32>,
    label_options: Option<LabelOptions>,
}

impl Parameters for GetMetricDataInput {
    fn append(&self, query: &mut Query) {
        self.metric_data_queries.append("MetricDataQueries", query);
        query.append_pair("StartTime", &self.start_time.to_string());
        query.append_pair("EndTime", &self.end_time.to_string());
        if let Some(order) = &self.scan_by {
            query.append_pair("ScanBy", order);
        }
        if let Some(most) = self.max_datapoints {
            query.append_pair("MaxDatapoints", &most.to_string());
        }
        if let Some(timezone) = self
            .label_options
            .as_ref()
            .and_then(|it| it.timezone.as_ref())
        {
            query.append_pair("LabelOptions.Timezone", timezone);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct LabelOptions {
    timezone: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct MetricDataQuery {
    id: String,
    metric_stat: Option<MetricStat>,
    expression: Option<String>,
    label: Option<String>,
    return_data: Option<bool>,
    account_id: Option<String>,
}

impl Nested for MetricDataQuery {
    fn append(&self, name: &str, query: &mut Query) {
        query.append_pair(&format!("{name}.Id"), &self.id);
        if let Some(stat) = &self.metric_stat {
            stat.append(&format!("{name}.MetricStat"), query);
        }
        if let Some(expression) = &self.expression {
            query.append_pair(&format!("{name}.Expression"), expression);
        }
        if let Some(label) = &self.label {
            query.append_pair(&format!("{name}.Label"), label);
        }
        if let Some(is_returned) = self.return_data {
            query.append_pair(&format!("{name}.ReturnData"), &is_returned.to_string());
        }
        if let Some(account) = &self.account_id {
            query.append_pair(&format!("{name}.AccountId"), account);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct MetricStat {
    metric: Metric,
    period: i32,
    stat: String,
    unit: Option<String>,
}

impl Nested for MetricStat {
    fn append(&self, name: &str, query: &mut Query) {
        self.metric.append(&format!("{name}.Metric"), query);
        query.append_pair(&format!("{name}.Period"), &self.period.to_string());
        query.append_pair(&format!("{name}.Stat"), &self.stat);
        if let Some(unit) = &self.unit {
            query.append_pair(&format!("{name}.Unit"), unit);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Metric {
    namespace: String,
    metric_name: String,
    dimensions: Option<Members<Dimension>>,
}

impl Nested for Metric {
    fn append(&self, name: &str, query: &mut Query) {
        query.append_pair(&format!("{name}.Namespace"), &self.namespace);
        query.append_pair(&format!("{name}.MetricName"), &self.metric_name);
        if let Some(dimensions) = &self.dimensions {
            dimensions.append(&format!("{name}.Dimensions"), query);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Dimension {
    name: String,
    value: String,
}

impl Nested for Dimension {
    fn append(&self, name: &str, query: &mut Query) {
        query.append_pair(&format!("{name}.Name"), &self.name);
        query.append_pair(&format!("{name}.Value"), &self.value);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub struct PutMetricDataInput {
    namespace: String,
    metric_data: Option<Members<MetricDatum>>,
}

impl Parameters for PutMetricDataInput {
    fn append(&self, query: &mut Query) {
        query.append_pair("Namespace", &self.namespace);
        if let Some(data) = &self.metric_data {
            data.append("MetricData", query);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct MetricDatum {
    metric_name: String,
    dimensions: Option<Members<Dimension>>,
    timestamp: Option<Timestamp>,
    value: Option<f64>,
    statistic_values: Option<StatisticSet>,
    values: Option<Members<f64>>,
    counts: Option<Members<f64>>,
    unit: Option<String>,
}

impl Nested for MetricDatum {
    fn append(&self, name: &str, query: &mut Query) {
        query.append_pair(&format!("{name}.MetricName"), &self.metric_name);
        if let Some(dimensions) = &self.dimensions {
            dimensions.append(&format!("{name}.Dimensions"), query);
        }
        if let Some(time) = self.timestamp {
            query.append_pair(&format!("{name}.Timestamp"), &time.to_string());
        }
        if let Some(value) = self.value {
            query.append_pair(&format!("{name}.Value"), &value.to_string());
        }
        if let Some(set) = &self.statistic_values {
            set.append(&format!("{name}.StatisticValues"), query);
        }
        if let Some(values) = &self.values {
            values.append(&format!("{name}.Values"), query);
        }
        if let Some(counts) = &self.counts {
            counts.append(&format!("{name}.Counts"), query);
        }
        if let Some(unit) = &self.unit {
            query.append_pair(&format!("{name}.Unit"), unit);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct StatisticSet {
    sample_count: f64,
    sum: f64,
    minimum: f64,
    maximum: f64,
}

impl Nested for StatisticSet {
    fn append(&self, name: &str, query: &mut Query) {
        self.sample_count
            .append(&format!("{name}.SampleCount"), query);
        self.sum.append(&format!("{name}.Sum"), query);
        self.minimum.append(&format!("{name}.Minimum"), query);
        self.maximum.append(&format!("{name}.Maximum"), query);
    }
}

#[derive(Deserialize)]
pub struct GetMetricDataResponse {
    #[serde(rename = "GetMetricDataResult")]
    pub result: GetMetricDataOutput,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct GetMetricDataOutput {
    metric_data_results: Option<Members<MetricDataResult>>,
    next_token: Option<String>,
    messages: Option<Members<MessageData>>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct MetricDataResult {
    id: Option<String>,
    label: Option<String>,
    timestamps: Option<Members<Timestamp>>,
    values: Option<Members<f64>>,
    status_code: Option<StatusCode>,
    messages: Option<Members<MessageData>>,
}

#[derive(Deserialize, PartialEq)]
enum StatusCode {
    Complete,
    InternalError,
    PartialData,
    Forbidden,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct MessageData {
    code: Option<String>,
    value: Option<String>,
}
