package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What a correction leaves behind: the values that it replaced, an entry of the journal, and a bell for others. Call inside an actor's transaction. */
@Component
public class PoliceCorrections {

    private final PoliceFormerStore store;
    private final Participants participants;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    PoliceCorrections(
            PoliceFormerStore store, Participants participants, Journal journal, ApplicationEventPublisher events) {
        this.store = store;
        this.participants = participants;
        this.journal = journal;
        this.events = events;
    }

    /**
     * How a column is shown.
     *
     * @param read the values of the fields that it holds, in their order, from the text that the database keeps
     */
    public record Column(List<Field> fields, Function<String, List<@Nullable Object>> read) {

        public static Column text(String field, String label) {
            return new Column(List.of(new Field(field, label, null)), value -> List.of(value));
        }

        public static Column code(String field, String label, String list) {
            return new Column(List.of(new Field(field, label, list)), value -> List.of(value));
        }

        public static Column day(String field, String label) {
            return new Column(List.of(new Field(field, label, null)), value -> List.of(LocalDate.parse(value)));
        }

        static Column codes(String field, String label, String list) {
            // as JSON writes a list of codes
            return new Column(
                    List.of(new Field(field, label, list)),
                    value ->
                            List.of(List.of(value.replaceAll("[^A-Z0-9_,-]", "").split(","))));
        }

        /** @param open what opens the sealed bytes */
        public static Column sealed(String field, String label, Function<byte[], @Nullable Object> open) {
            return sealed(
                    List.of(new Field(field, label, null)), bytes -> Collections.singletonList(open.apply(bytes)));
        }

        /** @param open what opens the sealed bytes: a value for each field */
        public static Column sealed(List<Field> fields, Function<byte[], List<@Nullable Object>> open) {
            // as PostgreSQL writes bytes: \x0a
            return new Column(fields, value -> open.apply(HexFormat.of().parseHex(value.substring(2))));
        }

        static Column moment(String field, String label) {
            return new Column(
                    List.of(new Field(field, label, null)),
                    value -> List.of(OffsetDateTime.parse(value).toInstant()));
        }
    }

    /** As in {@link Correction.Change}. */
    public record Field(String name, String label, @Nullable String list) {}

    /**
     * The corrections of one record, newest first.
     *
     * @param record its table
     * @param code its own code; null = the operation itself
     */
    public List<Correction> of(
            UUID operation, String record, UUID id, @Nullable String code, Map<String, Column> columns) {
        return store.of(operation, record, id).stream()
                .collect(Collectors.groupingBy(PoliceFormerStore.Row::change, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(one -> new Correction(
                        code,
                        one.getFirst().at(),
                        one.getFirst().by(),
                        one.stream().flatMap(row -> changes(row, columns)).toList()))
                .filter(one -> !one.changes().isEmpty())
                .toList();
    }

    private static Stream<Correction.Change> changes(PoliceFormerStore.Row row, Map<String, Column> columns) {
        Column column = columns.get(row.column());
        if (column == null) return Stream.empty();
        List<@Nullable Object> was = values(column, row.was());
        List<@Nullable Object> became = values(column, row.became());
        return IntStream.range(0, column.fields().size())
                .filter(n -> !Objects.equals(was.get(n), became.get(n)))
                .mapToObj(n -> change(column.fields().get(n), was.get(n), became.get(n)));
    }

    private static Correction.Change change(Field field, @Nullable Object was, @Nullable Object became) {
        return new Correction.Change(field.name(), field.label(), field.list(), was, became);
    }

    private static List<@Nullable Object> values(Column column, @Nullable String value) {
        return value == null
                ? Collections.nCopies(column.fields().size(), null)
                : column.read().apply(value);
    }

    /**
     * Writes it in the journal, and rings the other coordinators and who recorded it.
     *
     * @param record its code
     */
    public void note(Actor actor, Operation operation, Section section, String record, Set<UUID> recorders) {
        journal.note(operation.id(), section, "operations.corrected", Map.of("record", record));
        Notification.others(participants.following(operation, recorders), actor.personId(), Notification.TASK)
                .map(ring -> ring.of(operation.id()))
                .ifPresent(events::publishEvent);
    }
}
