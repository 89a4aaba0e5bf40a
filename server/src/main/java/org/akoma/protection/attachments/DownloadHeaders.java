package org.akoma.protection.attachments;

import java.util.Locale;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A content on its way to a reader: of the type it was found to be, kept in no cache, and as a document that may do nothing. A document is
 * always saved and never opened under Akoma's own address.
 */
final class DownloadHeaders {

    private static final String INERT = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private DownloadHeaders() {}

    /** @param saved as a file, rather than shown */
    static ResponseEntity<Resource> of(Attachments.Opened opened, String code, boolean saved) {
        Attachment one = opened.attachment();
        boolean asFile = saved || one.media().family() == Media.Family.PAPER;
        return ResponseEntity.ok()
                .headers(headers -> guard(headers, one.fileName(code.toUpperCase(Locale.ROOT)), asFile))
                .contentType(MediaType.parseMediaType(one.media().type()))
                .body(new ByteArrayResource(opened.content()));
    }

    /** The small picture, always a JPEG. */
    static ResponseEntity<Resource> small(Attachments.Opened opened) {
        return ResponseEntity.ok()
                .headers(headers -> guard(headers, "thumbnail.jpg", false))
                .contentType(MediaType.IMAGE_JPEG)
                .body(new ByteArrayResource(opened.content()));
    }

    private static void guard(HttpHeaders headers, String name, boolean asFile) {
        headers.setContentDisposition((asFile ? ContentDisposition.attachment() : ContentDisposition.inline())
                .filename(name)
                .build());
        headers.setCacheControl(CacheControl.noStore());
        headers.set("Content-Security-Policy", INERT);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }
}
