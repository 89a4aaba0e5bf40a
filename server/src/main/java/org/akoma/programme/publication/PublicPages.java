package org.akoma.programme.publication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.akoma.ground.pages.Contacts;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.AddressLimit;
import org.akoma.ground.web.PageRefusal;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The project for everybody, without an account: one page, its tables as CSV, and a press sheet. The same for every reader, so that it may be kept by caches. */
@Controller
class PublicPages {

    static final int MOST = 60;
    static final CacheControl KEPT = CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();
    /** With stories: one that is taken off is gone at once, also from caches. */
    static final CacheControl ASKED = CacheControl.noCache().cachePublic();

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final PublicSide side;
    private final PressSheet paper;
    private final Contacts contacts;
    private final TableWords tables;
    private final AddressLimit limit;

    PublicPages(PublicSide side, PressSheet paper, Contacts contacts, Formats words, Clock clock) {
        this.side = side;
        this.paper = paper;
        this.contacts = contacts;
        this.tables = new TableWords(words);
        this.limit = new AddressLimit(clock, MOST);
    }

    @GetMapping("/public")
    String page(Model model, HttpServletRequest request, HttpServletResponse response) {
        count(request);
        response.setHeader(HttpHeaders.CACHE_CONTROL, ASKED.getHeaderValue());
        model.addAttribute("contacts", contacts);
        model.addAttribute("shown", side.shown());
        model.addAttribute("here", here());
        model.addAttribute("tb", tables);
        return "publication/public";
    }

    private static String here() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    }

    private void count(HttpServletRequest request) {
        if (!limit.allows(Objects.requireNonNullElse(request.getRemoteAddr(), "")))
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
    }

    @GetMapping(path = "/public/press-sheet", params = "format=pdf")
    ResponseEntity<byte[]> press(HttpServletRequest request, Locale language) {
        count(request);
        return file(
                MediaType.APPLICATION_PDF,
                "akoma-" + language.getLanguage() + ".pdf",
                paper.of(side.shown(), here(), language),
                ASKED);
    }

    @GetMapping(path = "/public/tables", params = "format=csv")
    ResponseEntity<byte[]> csv(@RequestParam(defaultValue = "") String release, HttpServletRequest request)
            throws IOException {
        count(request);
        List<Release.Sheet> all = side.releases();
        Release.Sheet sheet = all.stream()
                .filter(one -> release.isEmpty() || one.code().equals(release))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SheetFile(tables).write(sheet, out);
        return file(CSV, sheet.code() + ".csv", out.toByteArray(), KEPT);
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content, CacheControl kept) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(kept)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(content);
    }
}
