package org.akoma.exchange.spreadsheets;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What a list of people came to, for a program.
 *
 * @param people lines that were read
 * @param saved whether they are on the list now; else it was a check, or something is wrong
 */
public record PeopleAnswer(int people, boolean saved, List<PersonProblem> problems) {

    /** One thing that is wrong; row 0 and an empty column: it is about more than a cell. */
    public record PersonProblem(
            String severity, String sheet, int row, String column, String value, String code, String message) {}

    public PeopleAnswer {
        problems = List.copyOf(problems);
    }

    /** 201 saved, 200 checked, 422 something is wrong and nothing was saved. */
    public static ResponseEntity<PeopleAnswer> of(PeopleList list, boolean dryRun, PeopleLists lists, Locale language) {
        boolean saved = list.isSound() && !dryRun;
        PeopleAnswer answer = new PeopleAnswer(
                list.lines().size(),
                saved,
                lists.told(list, language).stream()
                        .map(one -> new PersonProblem(
                                one.problem().severity().name(),
                                one.problem().sheet(),
                                one.problem().row(),
                                one.problem().columnName(),
                                one.problem().value(),
                                one.problem().code(),
                                one.text()))
                        .toList());
        return ResponseEntity.status(
                        saved ? HttpStatus.CREATED : list.isSound() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .body(answer);
    }
}
