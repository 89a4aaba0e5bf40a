package org.akoma.exchange.spreadsheets;

/** Thrown while a file is being taken apart, when going on would be unsafe or pointless; {@code HtcdsBook} turns it into a problem. */
public final class RefusedFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding problem;

    RefusedFile(Finding problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public static RefusedFile because(String code, Object hint) {
        return new RefusedFile(Finding.ofFile(Finding.Severity.ERROR, code, "", String.valueOf(hint)));
    }

    public static RefusedFile because(String code) {
        return because(code, "");
    }

    public Finding problem() {
        return problem;
    }
}
