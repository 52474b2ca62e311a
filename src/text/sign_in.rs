//! The words of signing in.

use super::Lang;
use super::wording::sentences;

sentences! {
    title: "签到", "Sign in";
    operator: "操作员", "Operator";
    pin: "签到密码", "PIN";
    pin_hint: "4 到 8 位数字；没有设就空着", "4 to 8 digits; leave it empty where none is set";
    intro: "请选您的姓名，输入签到密码，按回车。", "Choose your name, type your PIN, press Enter.";
    wrong: "密码不对，请再输一次。", "That is not the PIN; please type it again.";
    cannot_try: "内存不够，没法核对密码。请关掉别的程序再试。", "Not enough memory to check the PIN; close other programs and try again.";
    not_yet: "先签到才能继续；不用了请按 Ctrl+Q 退出。", "Sign in to go on; Ctrl+Q leaves the program.";
    choose: "请选操作员。", "Choose an operator, please.";
}

/// Somebody typed wrong PINs; `seconds` must pass.
pub fn wait(lang: Lang, seconds: i64) -> String {
    lang.pick(
        format!("错了好几次，请等 {seconds} 秒再试。"),
        format!("Wrong several times; wait {seconds} seconds and try again."),
    )
}

/// Who is at the keyboard now.
pub fn signed_in(lang: Lang, name: &str, role: &str) -> String {
    lang.pick(format!("已签到：{name}（{role}）"), format!("Signed in: {name} ({role})"))
}
