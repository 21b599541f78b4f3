/**
 * What every page of Home Assistant loads of ours: the cards. Their code follows when one is shown.
 */
export {};
