/* Made by tools/embed; do not edit. */
	.section .rodata

	.globl embed_sample_0
	.hidden embed_sample_0
	.balign 16
embed_sample_0:
	.incbin "empty"
	.byte 0

	.globl embed_sample_1
	.hidden embed_sample_1
	.balign 16
embed_sample_1:
	.incbin "one.txt"
	.byte 0

	.globl embed_sample_2
	.hidden embed_sample_2
	.balign 16
embed_sample_2:
	.incbin "sub/two.txt"
	.byte 0

	.section .note.GNU-stack,"",%progbits
