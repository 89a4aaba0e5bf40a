package org.akoma.exchange.spreadsheets;

import java.util.Locale;
import org.springframework.context.MessageSource;

/** A problem as one line that a person can act on, in French or English. */
public final class ProblemTexts {
    private final MessageSource messages;

    public ProblemTexts(MessageSource messages) {
        this.messages = messages;
    }

    /** Severity, place, what is wrong: {@code Erreur. Feuille « Cases », ligne 3, colonne H (prs_Gender) : …}. */
    public String line(Finding problem, Locale language) {
        String text = text(problem, language);
        String place = problem.sheet().isEmpty()
                ? "file"
                : problem.row() == 0 ? "sheet" : problem.columnLetter().isEmpty() ? "row" : "cell";
        Object[] where = {
            problem.sheet(), String.valueOf(problem.row()), problem.columnLetter(), problem.columnName(), text
        };
        return messages.getMessage("exchange.severity." + problem.severity(), null, language) + ". "
                + messages.getMessage("exchange.place." + place, where, language);
    }

    /** What is wrong and what is allowed, without the place. */
    public String text(Finding problem, Locale language) {
        return messages.getMessage(problem.code(), problem.arguments(), language);
    }
}
