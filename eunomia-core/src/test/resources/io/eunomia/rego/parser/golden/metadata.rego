# METADATA
# title: CRLF
# scope: subpackages
package example.meta # note

# METADATA
# entrypoint: true
# custom:
#   n: [1, two]
allow := true
