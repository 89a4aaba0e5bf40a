package org.akoma.ground.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.emergencies.BulkReads;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * A list on a page, as a file for a spreadsheet: what the reader sees in it, no more. Codes and dates, never a name or a free text;
 * headers and labels in the reader's language. Lines of a file that the reader holds by an emergency alone stay out. That it left, and with which records, is journalled before it leaves.
 */
@Component
public class ListExport {

    /** Who wants more filters the list, or asks for the export of files. */
    public static final int MOST = 5_000;

    /** Records named in one entry of the journal. */
    private static final int NAMED = 500;

    private final Formats words;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final BulkReads reads;
    private final BreakGlasses emergencies;

    ListExport(
            Formats words,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock,
            BulkReads reads,
            BreakGlasses emergencies) {
        this.words = words;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.reads = reads;
        this.emergencies = emergencies;
    }

    /**
     * One column.
     *
     * @param key of its header's text
     * @param value a number, a day, anything else as text; null = empty
     */
    public record Column<T>(String key, BiFunction<T, Formats, @Nullable Object> value) {

        public static <T> Column<T> of(String key, Function<T, @Nullable Object> value) {
            return new Column<>(key, (row, words) -> value.apply(row));
        }

        /**
         * A code, written as its label.
         *
         * @param list as {@link Formats#code} takes it
         */
        public static <T> Column<T> code(String key, String list, Function<T, @Nullable Object> code) {
            return new Column<>(key, (row, words) -> {
                Object found = code.apply(row);
                return found == null ? null : words.code(list, found);
            });
        }
    }

    /**
     * What a page shows of a list as a file.
     *
     * @param addresses as CSV and as XLSX, as far as the reader may take them now; none when a second person is asked first
     * @param ask the page on which a second person is asked for this list; null = no one needs to be asked
     */
    public record Offer(List<String> addresses, @Nullable String ask) {

        /** Nothing is offered. */
        public static final Offer NONE = new Offer(List.of(), null);

        public boolean any() {
            return ask != null || !addresses.isEmpty();
        }
    }

    /**
     * What the page of a list offers: never a file that {@link #send} would refuse.
     *
     * @param address of the list as a file, in the format {@code csv} or {@code xlsx}
     */
    public Offer offer(Actor actor, Verb verb, String list, UnaryOperator<String> address) {
        if (!actor.may(verb)) return Offer.NONE;
        List<String> open = Stream.of(TableFormat.CSV, TableFormat.XLSX)
                .filter(format -> reads.mayTake(actor, list, format.name()))
                .map(format -> address.apply(format.ending()))
                .toList();
        return new Offer(open, open.isEmpty() ? "/bulk-reads?list=" + list : null);
    }

    /**
     * @param verb without which there is no such file: {@link Verb#EXPORT_PSEUDONYMOUS} for lists of children
     * @param list part of the file's name and of the journal entry, such as {@code cases}
     * @param columns the first one identifies the record of a row: the journal keeps its values
     * @param rows the first so many rows of the list as the reader filtered it, asked as the reader; one more than {@link #MOST} is asked
     * @throws BulkReadRefused when the list is about children, and the reader needs a second person to take it
     * @throws ListTooLong when there are more than {@link #MOST}: nothing leaves
     * @throws ResponseStatusException 403 without the verb
     */
    public <T> ResponseEntity<byte[]> send(
            Actor actor,
            Verb verb,
            String list,
            TableFormat format,
            List<Column<T>> columns,
            IntFunction<List<T>> rows) {
        if (!actor.may(verb)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        if (!reads.mayTake(actor, list, format.name()))
            throw new BulkReadRefused(reads.wasTaken(actor, list, format.name()));
        List<T> found = rows.apply(MOST + 1);
        if (found.size() > MOST) throw new ListTooLong(MOST);
        Set<String> emergencies = this.emergencies.held(actor);
        List<List<@Nullable Object>> cells = found.stream()
                .map(row -> cells(columns, row))
                .filter(row ->
                        row.stream().noneMatch(cell -> cell instanceof String code && emergencies.contains(code)))
                .toList();
        try {
            note(actor, list, format, cells);
        } catch (BulkReads.NotAgreed takenMeanwhile) {
            throw new BulkReadRefused(true);
        }
        String name = "akoma-" + list + "-" + LocalDate.now(clock) + "." + format.ending();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file(list, format, columns, cells));
    }

    private <T> List<@Nullable Object> cells(List<Column<T>> columns, T row) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (Column<T> column : columns) cells.add(column.value().apply(row, words));
        return cells;
    }

    private void note(Actor actor, String list, TableFormat format, List<List<@Nullable Object>> cells) {
        transactions.doAs(actor, () -> {
            reads.take(actor, list, format.name());
            reads.count(list, cells.size());
            for (int from = 0; from == 0 || from < cells.size(); from += NAMED) {
                List<String> named = cells.subList(from, Math.min(cells.size(), from + NAMED)).stream()
                        .map(row -> String.valueOf(row.getFirst()))
                        .toList();
                events.publishEvent(new Acted(
                        actor,
                        "pages.list-exported",
                        Map.of("list", list, "format", format, "rows", cells.size(), "codes", named)));
            }
        });
    }

    private <T> byte[] file(
            String list, TableFormat format, List<Column<T>> columns, List<List<@Nullable Object>> cells) {
        List<String> header =
                columns.stream().map(column -> words.text(column.key())).toList();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new TableFile(list, header).write(format, cells.iterator(), file);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return file.toByteArray();
    }
}
