package org.akoma.exchange.spreadsheets;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.akoma.FieldError;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.multipart.MultipartFile;

/**
 * The page of a list of people that a file brings: the file is asked for, what was read is shown, and the same lines come back to be saved.
 *
 * @param title key of its heading
 * @param lead key of what it says of the columns
 * @param nav the entry of the navigation
 * @param back address of what the people are put on
 * @param about its code
 */
public record PeoplePage(
        String title, String lead, String nav, String back, String about, List<PeopleList.Column> columns) {

    private static final String VIEW = "spreadsheets/people";

    public PeoplePage {
        columns = List.copyOf(columns);
    }

    /** Where the answer of a request goes. */
    public record Reader(PeopleLists lists, Locale language, Model model, HttpServletResponse response) {}

    public String ask(Model model) {
        model.addAttribute("errors", List.of());
        model.addAttribute("page", this);
        return VIEW;
    }

    /** Reads a file and shows what would come of it. */
    public String check(Optional<MultipartFile> file, UnaryOperator<PeopleList> tried, Reader to) throws IOException {
        if (file.isEmpty() || file.get().isEmpty()) {
            String view = ask(to.model());
            to.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            to.model().addAttribute("errors", List.of(FieldError.of("file", "exchange.choose-file")));
            return view;
        }
        return show(tried.apply(read(file.get())), to);
    }

    private PeopleList read(MultipartFile file) throws IOException {
        String name = Finding.shown(Objects.requireNonNullElse(file.getOriginalFilename(), CsvFile.NAME));
        try (InputStream in = file.getInputStream()) {
            return PeopleList.read(in.readNBytes(PeopleList.LIMITS.fileBytes() + 1), name, columns);
        }
    }

    /**
     * Saves the lines that the page kept.
     *
     * @param done of the message on the page of what they were put on
     */
    public String save(String text, UnaryOperator<PeopleList> saved, String done, Reader to) {
        PeopleList list = saved.apply(PeopleList.read(text.getBytes(StandardCharsets.UTF_8), CsvFile.NAME, columns));
        return list.isSound() ? "redirect:" + back + "?done=" + done : show(list, to);
    }

    /** What was read, with what is wrong with it; where nothing is, it may be saved. */
    private String show(PeopleList list, Reader to) {
        String view = ask(to.model());
        if (!list.isSound()) to.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        to.model().addAttribute("list", list);
        to.model().addAttribute("lines", to.lists().told(list, to.language()));
        to.model().addAttribute("text", list.isSound() ? list.text(columns) : "");
        return view;
    }
}
