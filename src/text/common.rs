//! Words that several screens share.

/// Between the names of a list: 张三、李四.
pub const LIST_COMMA: char = '、';
/// The reason that undo gives for voiding what was just entered.
pub const UNDONE_ENTRY: &str = "撤销录入";
