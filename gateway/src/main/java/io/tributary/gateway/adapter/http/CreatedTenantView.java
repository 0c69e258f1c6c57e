package io.tributary.gateway.adapter.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A tenant that was just made: its own fields, and its first admin beside them. */
record CreatedTenantView(@JsonUnwrapped TenantView tenant, MemberView admin) {}
