package org.akoma.ground.forms;

/**
 * What people read beside a code, as the name of a structure or what a colleague does: letters of French, English, Portuguese and the languages of
 * West Africa, digits and the signs of a name. Letters of other scripts look like these and make another structure's name one's own; a number or
 * an address would be called instead of the one that two people confirmed. The database holds the same rule: {@code access.is_plain}.
 */
public final class Plain {

    private static final String SPACE = "[ \u00a0\u202f]{0,3}";

    /** Six digits with what people write between the digits of a telephone number; hours (8:00-12:30) are none. */
    private static final String NUMBER =
            "[0-9](?:[ \u00a0\u202f'\u2019.,;()/&\u00ab\u00bb\"?\u00b0\u2013-]{0,3}[0-9]){5}" + "|[0-9]" + SPACE + ":"
                    + SPACE + "[0-9]{1,2}" + SPACE + ":" + SPACE + "[0-9]|[0-9]:[0-9]{3}|[0-9]{3}:[0-9]";

    private static final String LETTERS =
            "A-Za-z\u00c0-\u00cf\u00d1-\u00d6\u00d8-\u00dd\u00df-\u00ef\u00f1-\u00f6\u00f8-\u00fd\u00ff-\u0130\u0132-\u0137\u0139-\u017e\u1e00-\u1e9b\u1ea0-\u1ef9"
                    + "\u0181\u0186\u0189\u018a\u018e\u0190-\u0194\u0196\u0198\u0199\u019d\u01b2-\u01b4\u01dd"
                    + "\u0192\u0253\u0254\u0256\u0257\u025b\u0260\u0263\u0269\u0272\u028b"
                    // accents that some keyboards send apart from their letter
                    + "\u0300-\u0304\u0308\u0327";

    private static final String SIGNS = " \u00a0\u202f'\u2019.,:;()/&\u00ab\u00bb\"?\u00b0\u2013-";

    /** The constraint of such a field; never more than a line. A number that is spelled is asked for besides: {@link SpelledNumber}. */
    public static final String TEXT = "(?!.*(?:" + NUMBER + "))[0-9" + LETTERS + SIGNS + "]+";

    /** Code of its error. */
    public static final String CODE = "form.plain";

    private Plain() {}
}
