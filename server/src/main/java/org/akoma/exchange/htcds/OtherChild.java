package org.akoma.exchange.htcds;

/** Why a row is of another child than the one whom it is like; the code list {@code other-child}. */
enum OtherChild {
    SEEN_BOTH,
    OTHER_PARENTS,
    OTHER_BIRTH,
    OTHER_ORIGIN,
    SENDER_SAYS;

    static final String LIST = "other-child";
}
