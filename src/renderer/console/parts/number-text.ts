const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false });

/** Points as a person writes them: at most two decimals, no trailing zeros. */
export const pointsText = (value: number): string => format.format(value);
