package io.tributary.ingestion.adapter.jsonschema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;

/**
 * A format of the validator that only looks at texts of a length that can have it. Some are regular expressions of the
 * JDK, whose matching goes one frame deeper with each part of the text: a long one would overflow the stack.
 */
record BoundedFormat(Format format) implements Format {

    private static final int MAX_TEXT = 2_048;

    /** RFC 1035, section 2.3.4. */
    private static final int MAX_HOSTNAME = 253;

    @Override
    public String getName() {
        return format.getName();
    }

    @Override
    public String getMessageKey() {
        return format.getMessageKey();
    }

    @Override
    public boolean matches(ExecutionContext execution, SchemaContext schema, String text) {
        int most = getName().equals("hostname") ? MAX_HOSTNAME : MAX_TEXT;
        return text.length() <= most && format.matches(execution, schema, text);
    }
}
