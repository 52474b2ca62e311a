//! The shades of the heat strip: four, relative to the largest month of the table.

/// The number of shades besides that of 0.
const SHADES: i64 = 4;

/// Maps cases to shades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heat {
    most: i64,
}

impl Heat {
    /// For months of up to `most` cases.
    pub(super) fn up_to(most: i64) -> Self {
        Self { most: most.max(SHADES) }
    }

    /// 0 for no cases, up to 4 for the most.
    pub(super) fn shade(self, cases: i64) -> usize {
        let shade = (cases.clamp(0, self.most) * SHADES + self.most - 1) / self.most;
        usize::try_from(shade).unwrap_or(0)
    }

    /// The least and the most cases of each shade; the last is open.
    pub(super) fn legend(self) -> Vec<(usize, i64, Option<i64>)> {
        let below = |shade: i64| shade * self.most / SHADES;
        let of = |shade: i64| {
            let most = (shade < SHADES).then(|| below(shade));
            (usize::try_from(shade).unwrap_or(0), below(shade - 1) + 1, most)
        };
        std::iter::once((0, 0, Some(0))).chain((1..=SHADES).map(of)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Would catch: a legend that says another number than the shade stands for; a month with a case that looks
        /// empty.
        #[test]
        fn the_legend_says_what_the_shades_are(most in 0i64..500, share in 0i64..=100) {
            let heat = Heat::up_to(most);
            let cases = most * share / 100;
            let (_, least, end) = heat.legend()[heat.shade(cases)];
            prop_assert!(cases >= least && end.is_none_or(|end| cases <= end));
            prop_assert_eq!(heat.shade(cases) == 0, cases == 0);
        }
    }
}
