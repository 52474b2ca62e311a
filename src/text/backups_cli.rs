//! The help of `tiaojie backup`, `restore` and `recover`.

use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// backup
    about_backup: "做一份备份，写完打开核验；旧的逐渐稀疏", "make a backup, opened and verified; old ones are thinned";
    /// backup --to
    about_to: "备份到这个文件夹（不写为数据文件旁的 backups 和第二处）", "back up to this folder (else to backups beside the data file and to the second place)";
    /// backup list
    about_list: "列出备份：时间、大小、案件，之后又有多少次保存", "list the backups: time, size, cases, how many saves came since";
    /// backup verify
    about_verify: "逐页核验一份备份", "read a backup through, page by page";
    /// BACKUP of verify
    about_which: "备份文件；不写为最新的一份", "the backup; the newest unless given";
    /// restore
    about_restore: "恢复一份备份；现在的文件另存", "put a backup in place of the data file, which is kept";
    /// BACKUP of restore
    about_restored: "备份文件", "the backup";
    /// recover
    about_recover: "恢复打不开或损坏的数据文件：用备份，加上还读得出的内容", "bring a damaged data file back, from a backup and what can still be read";
    /// recover --from
    about_from: "用这份备份；不写为最新的完好的一份，none 为不用备份", "use this backup; the newest sound one unless given, none for no backup";
}
