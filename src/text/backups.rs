//! The wording of backups: made, listed, restored, and what was brought back of a damaged file.

use super::Lang;
use crate::store::StoreError;

/// What is wrong with a backup, or with the file as far as its backups go.
pub fn refused(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::BadBackup(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 不是完好的备份，不能用；请另选一份。"),
                format!("{path} is no whole backup and cannot be used; choose another."),
            )
        }
        StoreError::OlderThanBackup(path) => {
            let path = path.display();
            lang.pick(
                format!("数据文件缺少备份 {path} 里已有的保存，没有做新备份，旧备份都保留着；请先恢复。"),
                format!("The data file lacks saves that the backup {path} has; no new backup was made and none was removed. Restore first."),
            )
        }
        StoreError::Stopped => {
            lang.pick("已停下，什么也没有留下。", "Stopped; nothing of it was kept.").to_owned()
        }
        other => other.to_string(),
    }
}
