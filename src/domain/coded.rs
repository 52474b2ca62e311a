//! Enums together with the codes that stand in the file.

/// An enum whose values have codes.
pub trait Coded: Copy {
    /// The code that stands in the file.
    fn coded(self) -> &'static str;

    /// The value of that code.
    fn of_code(code: &str) -> Option<Self>;
}

/// Defines such an enum. One line a value keeps name, code and order (the order of the pick list) together.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which a pick list offers them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The codes of all values, in that order.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The code that stands in the file.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value of that code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::domain::coded::Coded for $name {
            fn coded(self) -> &'static str {
                self.code()
            }

            fn of_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    };
}

pub(crate) use coded;
