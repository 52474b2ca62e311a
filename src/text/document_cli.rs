//! The words of `tiaojie print` and `tiaojie document`.

use super::Lang;
use super::wording::sentences;

sentences! {
    about_print: "打印文书：把案件的文书写成 docx，并说明还缺什么", "Write the forms of a case as docx and say what they lack";
}
