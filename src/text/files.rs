//! The errors of writing files: tables, ledgers and forms.

use std::path::Path;

use super::Lang;

/// The folder does not exist.
pub fn no_folder(lang: Lang, folder: &Path) -> String {
    let folder = folder.display();
    lang.pick(
        format!("没有文件夹 {folder}，请改成已有的文件夹。"),
        format!("There is no folder {folder}; name one that exists."),
    )
}

/// The file cannot be written.
pub fn not_written(lang: Lang, path: &Path, error: &std::io::Error) -> String {
    let (path, why) = (path.display(), reason(lang, error));
    lang.pick(format!("写不了 {path}：{why}"), format!("{path} cannot be written: {why}"))
}

/// A file of that name exists.
pub fn exists(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(format!("已有文件 {path}，没有覆盖。"), format!("{path} exists and was not replaced."))
}

pub(super) fn reason(lang: Lang, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => lang
            .pick(
                "磁盘已满，请换个地方或清理后再试。",
                "the disk is full; choose another place or make room.",
            )
            .to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => lang
            .pick("这个地方不让写，请换个文件夹。", "writing is not allowed there; choose another folder.")
            .to_owned(),
        _ => lang.pick(format!("{error}，请换个地方再试。"), format!("{error}; try another place.")),
    }
}
