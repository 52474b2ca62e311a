//! A terminal with another encoding than UTF-8 shows every Chinese character as wrong ones. That is said before the
//! screens, in bytes that it can show.

use std::io::{BufRead, IsTerminal, Write};

use encoding_rs::Encoding;

use super::complain::Complaint;
use super::context::Context;
use crate::text::Lang;
use crate::text::cli as words;
use crate::tui::{look, symbols};

/// Whether to open the screens: yes on a terminal of UTF-8, else by the user's choice.
pub(super) fn is_agreed(context: &Context) -> Result<bool, Complaint> {
    let Some(charset) = symbols::other_charset(look::variable) else { return Ok(true) };
    if context.yes || !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Ok(true);
    }
    let mut out = std::io::stdout().lock();
    out.write_all(&question(&charset))?;
    out.flush()?;
    let mut answer = Vec::new();
    std::io::stdin().lock().read_until(b'\n', &mut answer)?;
    Ok(matches!(answer.trim_ascii(), b"y" | b"Y" | b"yes"))
}

/// The question in that encoding where it has the characters, and in English for a terminal that is neither.
fn question(charset: &str) -> Vec<u8> {
    let encoded = Encoding::for_label(charset.as_bytes()).and_then(|encoding| {
        let chinese = words::other_charset(Lang::Zh, charset);
        let (bytes, _, lost) = encoding.encode(&chinese);
        (!lost).then(|| bytes.into_owned())
    });
    let mut said = encoded.unwrap_or_default();
    said.extend(words::other_charset(Lang::En, charset).bytes());
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a warning about mojibake that is itself mojibake.
    #[test]
    fn the_question_is_readable_where_it_is_asked() {
        for (charset, encoding) in
            [("gbk", encoding_rs::GBK), ("gb18030", encoding_rs::GB18030), ("gb2312", encoding_rs::GBK)]
        {
            let bytes = question(charset);
            let (text, _, wrong) = encoding.decode(&bytes);
            assert!(!wrong && text.contains("乱码") && text.contains("UTF-8"), "{charset}: {text}");
        }
        for charset in ["iso-8859-1", "nonsense"] {
            assert!(question(charset).is_ascii(), "{charset}");
        }
    }
}
