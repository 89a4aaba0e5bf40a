package org.akoma.exchange.spreadsheets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.forms.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/**
 * What a list of people does: each line is an act that people do one by one elsewhere. A check does them and takes them back, one by one; the saving does all of
 * them together, or none. The same list again does nothing new: the ids of what is made follow from its words.
 */
@Service
public class PeopleLists {

    private final ActorTransactions transactions;
    private final ProblemTexts texts;

    PeopleLists(ActorTransactions transactions, MessageSource messages) {
        this.transactions = transactions;
        this.texts = new ProblemTexts(messages);
    }

    /** A problem with its text in the reader's language. */
    public record Told(Finding problem, String text) {}

    public List<Told> told(PeopleList list, Locale language) {
        return list.problems().stream()
                .map(one -> new Told(one, texts.text(one, language)))
                .toList();
    }

    /**
     * The list with what is wrong with its lines.
     *
     * @param subject that the people are put on, of which the ids are made
     * @param command of a line, under this id
     */
    public <C> PeopleList tried(
            Actor actor,
            String subject,
            PeopleList list,
            BiFunction<UUID, PeopleList.Line, C> command,
            Function<C, ? extends Answer<?>> act) {
        if (!list.isSound()) return list;
        List<Finding> wrong = new ArrayList<>(twice(list));
        for (PeopleList.Line line : list.lines()) {
            Finding found = said(line, tried(actor, () -> act.apply(command.apply(id(subject, line), line))));
            if (found != null && wrong.size() < PeopleList.LIMITS.problems()) wrong.add(found);
        }
        return list.with(wrong);
    }

    /** The same, done for good where nothing is wrong. */
    public <C> PeopleList done(
            Actor actor,
            String subject,
            PeopleList list,
            BiFunction<UUID, PeopleList.Line, C> command,
            Function<C, ? extends Answer<?>> act) {
        if (!list.isSound()) return list;
        List<Finding> twice = twice(list);
        if (!twice.isEmpty()) return list.with(twice);
        try {
            transactions.doAs(
                    actor,
                    () -> list.lines().forEach(line -> {
                        Finding found = said(line, act.apply(command.apply(id(subject, line), line)));
                        if (found != null) throw new Undone(found);
                    }));
            return list;
        } catch (Undone undone) {
            return list.with(List.of(undone.why));
        }
    }

    private Answer<?> tried(Actor actor, Supplier<? extends Answer<?>> act) {
        try {
            transactions.doAs(actor, () -> {
                throw new Tried(act.get());
            });
            throw new IllegalStateException("an act that is tried ends");
        } catch (Tried tried) {
            return tried.answer;
        }
    }

    /** Lines that say the same as one before. */
    private static List<Finding> twice(PeopleList list) {
        Set<Map<String, String>> before = new HashSet<>();
        List<Finding> wrong = new ArrayList<>();
        for (PeopleList.Line line : list.lines()) {
            Map<String, String> said = new HashMap<>();
            line.values().forEach((column, value) -> said.put(column, Folded.of(value)));
            if (line.of("name") != null && !before.add(said))
                wrong.add(line.wrong("name", "exchange.person-twice", "", ""));
        }
        return wrong;
    }

    /** The order of the lines counts where nobody is named: two such people are two. */
    private static UUID id(String subject, PeopleList.Line line) {
        String words = subject + "/" + new TreeMap<>(line.values()) + (line.of("name") == null ? "/" + line.row() : "");
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Finding said(PeopleList.Line line, Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?> done -> null;
            case Answer.Refused<?>(var errors) -> finding(line, errors.getFirst());
            case Answer.NotFound<?> none -> changed(line);
            case Answer.Forbidden<?> not -> changed(line);
            case Answer.Overtaken<?> late -> changed(line);
        };
    }

    /** Who asks may do it when the list comes in, so somebody changed that in the meantime. */
    private static Finding changed(PeopleList.Line line) {
        return line.wrong("", "error." + Answer.CHANGED, "", "");
    }

    private static Finding finding(PeopleList.Line line, FieldError error) {
        String column = error.field().substring(error.field().lastIndexOf('.') + 1);
        String value = line.values().getOrDefault(column, "");
        List<Object> arguments = error.args();
        return line.wrong(
                column,
                "error." + error.code(),
                arguments.isEmpty() ? value : String.valueOf(arguments.getFirst()),
                "");
    }

    /** Takes back what was tried. */
    private static final class Tried extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer<?> answer;

        Tried(Answer<?> answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    /** Takes back all lines, because of one. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Finding why;

        Undone(Finding why) {
            super(null, null, false, false);
            this.why = why;
        }
    }
}
