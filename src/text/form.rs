//! What the fields of a form say by themselves.

use super::Lang;
use crate::domain::date_entry::{DateError, YEARS};
use crate::domain::money::MoneyError;

/// What is wrong with a typed date.
pub fn date_error(lang: Lang, error: DateError) -> String {
    match error {
        DateError::Empty => lang.pick("请填日期", "Please give a date").to_owned(),
        DateError::NotADate => {
            lang.pick("看不懂这个日期，请写如 3-5", "Not a date; write it like 3-5").to_owned()
        }
        DateError::NoSuchDay => {
            lang.pick("没有这一天，请改", "There is no such day; please change it").to_owned()
        }
        DateError::YearOutOfRange(year) => {
            let (from, to) = (YEARS.start(), YEARS.end());
            lang.pick(
                format!("年份 {year} 不对，应在 {from} 至 {to}"),
                format!("The year {year} is not within {from} to {to}"),
            )
        }
    }
}

/// What is wrong with a typed amount.
pub fn money_error(lang: Lang, error: MoneyError) -> &'static str {
    match error {
        MoneyError::NotAnAmount => {
            lang.pick("看不懂这个金额，请写如 3500 或 3.5万", "Not an amount; write 3500 or 3.5万")
        }
        MoneyError::Negative => lang.pick("金额不能是负数", "An amount cannot be negative"),
        MoneyError::TooPrecise => lang.pick("金额最多到分", "At most two decimals"),
        MoneyError::TooLarge => lang.pick("金额太大，请核对", "The amount is too large; please check"),
        MoneyError::Ambiguous => lang.pick("有两种读法，请用数字写", "Two readings; write it in digits"),
    }
}

/// An amount as understood, `yuan` in 元.
pub fn yuan(lang: Lang, yuan: &str) -> String {
    lang.pick(format!("{yuan} 元"), format!("{yuan} yuan"))
}

/// Something else was typed where a whole number is wanted.
pub fn not_a_number(lang: Lang) -> &'static str {
    lang.pick("请填整数", "A whole number, please")
}

/// Nothing in the list fits what was typed.
pub fn not_listed(lang: Lang, typed: &str) -> String {
    lang.pick(format!("没有“{typed}”，请从列表中选"), format!("Nothing like \"{typed}\"; pick from the list"))
}

/// A field that must be filled is empty.
pub fn missing(lang: Lang) -> &'static str {
    lang.pick("这一项要填", "This is needed")
}

/// A field's name and what may be typed into it, for help.
pub fn about_field(lang: Lang, label: &str, hint: &str) -> String {
    lang.pick(format!("{label}：{hint}"), format!("{label}: {hint}"))
}
