package org.akoma.exchange.hxl;

/** For whom a file is: each gets the counts of a release that were agreed to for them. */
enum HxlAudience {
    PUBLIC,
    PARTNERS
}
