package org.akoma.exchange;

/** Thrown while a file is being taken apart, when going on would be unsafe or pointless; {@link HtcdsBook} turns it into a problem. */
final class RefusedFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedFile(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    static RefusedFile because(String code, Object hint) {
        return new RefusedFile(Problem.ofFile(Problem.Severity.ERROR, code, "", String.valueOf(hint)));
    }

    static RefusedFile because(String code) {
        return because(code, "");
    }

    Problem problem() {
        return problem;
    }
}
