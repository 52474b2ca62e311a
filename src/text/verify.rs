//! The words of the proof of the log, and of the line on a report that it is held against.

use super::Lang;
use super::past::clock;
use super::wording::sentences;
use crate::store::{Anchor, AnchorFound, ChainBreak, ChainFault, DeviceChain, Progress, Verified};

sentences! {
    holds: "全部记录完好。", "Every record holds.";
}

/// The line at the foot of a report: who keeps the paper can tell later whether the records before it were altered.
pub fn anchor_line(lang: Lang, anchors: &[Anchor]) -> String {
    let codes: Vec<String> =
        anchors.iter().map(|one| format!("{} {} {}", one.laptop, one.seq, one.hash)).collect();
    let codes = codes.join(lang.pick("；", "; "));
    if codes.is_empty() {
        return String::new();
    }
    lang.pick(format!("记录校验码 {codes}"), format!("Record code {codes}"))
}

/// One device: name, number of its last revision, its code.
pub fn head(chain: &DeviceChain) -> String {
    format!("{} {} {}", chain.head.laptop, chain.head.seq, chain.head.hash)
}

fn record(lang: Lang, kind: &str) -> &str {
    match kind {
        "dispute" => lang.pick("案件", "a case"),
        "office" => lang.pick("单位", "an office"),
        "mediator" => lang.pick("调解员", "a mediator"),
        "operator" => lang.pick("操作员", "an operator"),
        "setting" => lang.pick("设置", "a setting"),
        "code" => lang.pick("代码", "a code"),
        "service" => lang.pick("服务", "a service"),
        "screening" => lang.pick("排查", "a screening"),
        "prevention" => lang.pick("预防", "a prevention"),
        "indicator" => lang.pick("指标", "an indicator"),
        "lock" => lang.pick("锁定", "a lock"),
        "disclosure" => lang.pick("外发登记", "a disclosure"),
        "laptop" => lang.pick("本机信息", "a laptop"),
        other => other,
    }
}

/// The first break of a chain.
pub fn broken(lang: Lang, laptop: &str, broken: &ChainBreak) -> String {
    let fault = match broken.fault {
        ChainFault::Gap => lang.pick("之前缺记录", "records before it are missing"),
        ChainFault::Link => lang.pick("与前一条不相接", "it does not follow from the one before"),
        ChainFault::Altered => lang.pick("内容被改动过", "it was altered"),
        ChainFault::Order => lang.pick("次序不对", "its order is wrong"),
    };
    let (seq, at, kind) = (broken.seq, clock(&broken.at), record(lang, &broken.kind));
    lang.pick(
        format!("{laptop} 的第 {seq} 条（{at}，{kind}）：{fault}。从这一条起不可信。"),
        format!("{laptop}, record {seq} ({at}, {kind}): {fault}. It and what follows cannot be trusted."),
    )
}

/// What became of an anchor.
pub fn anchor_found(lang: Lang, given: &str, found: &AnchorFound) -> String {
    match found {
        AnchorFound::OnChain { laptop, seq } => lang.pick(
            format!("{given}：对得上，是 {laptop} 的第 {seq} 条，此前的记录没有改动。"),
            format!("{given}: found, record {seq} of {laptop}; nothing before it was altered."),
        ),
        AnchorFound::BehindBreak { laptop, seq } => lang.pick(
            format!("{given}：找到了，是 {laptop} 的第 {seq} 条，但此前的记录有断处。"),
            format!("{given}: found, record {seq} of {laptop}, but something before it does not hold."),
        ),
        AnchorFound::Nowhere => lang.pick(
            format!("{given}：对不上。出报表之后，这些记录被重写或截去过，或者这不是同一个数据文件。"),
            format!("{given}: not found. Since that report these records were rewritten or cut off, or this is another file."),
        ),
        AnchorFound::Unreadable => lang.pick(
            format!("{given}：这里面没有 12 位校验码。"),
            format!("{given}: there is no code of 12 digits in this."),
        ),
    }
}

/// What was looked at.
pub fn looked_at(lang: Lang, verified: &Verified) -> String {
    let (laptops, revisions) = (verified.chains.len(), verified.revisions);
    lang.pick(
        format!("核验了 {laptops} 台电脑的 {revisions} 条记录。"),
        format!("Looked at {revisions} records of {laptops} laptops."),
    )
}

/// The last word where something does not hold.
pub fn does_not_hold(lang: Lang) -> &'static str {
    lang.pick("核验没有通过，见上。", "The proof failed, see above.")
}

/// How far it has come, on stderr.
pub fn progress(lang: Lang, Progress { done, total: all, .. }: Progress) -> String {
    match all {
        0 => lang.pick(format!("已核验 {done}"), format!("{done} looked at")),
        _ => lang.pick(format!("已核验 {done} / {all}"), format!("{done} of {all} looked at")),
    }
}
