package org.akoma.protection.attachments;

import java.util.List;
import org.akoma.FieldError;

/** The reason why a content is refused, for its sender. It holds nothing of the content. */
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Object> args;

    private Rejected(String code, Object... args) {
        super(code, null, false, false);
        this.code = code;
        this.args = List.of(args);
    }

    /** @param code {@code attachments.reason} */
    static Rejected because(String code, Object... args) {
        return new Rejected(code, args);
    }

    /** It begins like what it should be, and then is not. */
    static Rejected unreadable() {
        return because("attachments.unreadable");
    }

    String code() {
        return code;
    }

    FieldError asError() {
        return new FieldError("file", code, args);
    }
}
