package org.akoma.protection.overview;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.akoma.ground.paper.TaggedPdf;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A page that leaves as a PDF: drawn as pages are, then printed.
 *
 * @param page well-formed
 * @param name of the file, without its ending
 */
record PaperView(View page, String name) implements View {

    /** Nobody follows one on paper. */
    private static final Pattern LINK = Pattern.compile("<(/?)a(?:\\s[^>]*)?>");

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        ContentCachingResponseWrapper drawn = new ContentCachingResponseWrapper(response);
        page.render(model, request, drawn);
        String drawnPage = new String(drawn.getContentAsByteArray(), StandardCharsets.UTF_8);
        byte[] pdf = TaggedPdf.of(LINK.matcher(drawnPage)
                .replaceAll(link -> link.group(1).isEmpty() ? "<span class=\"link\">" : "</span>"));
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name + ".pdf").build().toString());
        response.setContentLength(pdf.length);
        response.getOutputStream().write(pdf);
    }
}
