	.file	"isa_avx2.c"
	.text
	.p2align 4
	.type	widen_f32, @function
widen_f32:
.LFB6452:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vxorps	%xmm3, %xmm3, %xmm3
	movq	%rsi, %rcx
	movl	$4, %eax
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%rbx
	.cfi_offset 3, -24
	cmpq	$3, %rsi
	jbe	.L30
	.p2align 4,,10
	.p2align 3
.L2:
	vmovlps	-8(%rdi,%rax,4), %xmm1, %xmm1
	vcvtps2pd	-16(%rdi,%rax,4), %xmm0
	vcvtps2pd	%xmm1, %xmm2
	vinsertf128	$0x1, %xmm2, %ymm0, %ymm0
	vmovdqu	%ymm0, -32(%rdx,%rax,8)
	addq	$4, %rax
	cmpq	%rax, %rcx
	jnb	.L2
	leaq	-4(%rcx), %rax
	andq	$-4, %rax
	addq	$4, %rax
	cmpq	%rcx, %rax
	jnb	.L25
	movq	%rcx, %r9
	subq	%rax, %r9
	leaq	-1(%r9), %rsi
	cmpq	$2, %rsi
	jbe	.L31
	leaq	0(,%rax,4), %r8
	leaq	0(,%rax,8), %rsi
	leaq	(%rdi,%r8), %r11
	leaq	(%rdx,%rcx,8), %rbx
	leaq	(%rdx,%rsi), %r10
	cmpq	%rbx, %r11
	jnb	.L10
	leaq	(%rdi,%rcx,4), %rbx
	cmpq	%rbx, %r10
	jnb	.L10
	vzeroupper
.L3:
	leaq	1(%rax), %r9
	vcvtss2sd	(%rdi,%rax,4), %xmm3, %xmm0
	vmovsd	%xmm0, (%rdx,%rax,8)
	cmpq	%rcx, %r9
	jnb	.L26
	leaq	2(%rax), %r9
	vcvtss2sd	4(%rdi,%r8), %xmm3, %xmm0
	vmovsd	%xmm0, 8(%rdx,%rsi)
	cmpq	%rcx, %r9
	jnb	.L26
	addq	$3, %rax
	vcvtss2sd	8(%rdi,%r8), %xmm3, %xmm0
	vmovsd	%xmm0, 16(%rdx,%rsi)
	cmpq	%rcx, %rax
	jnb	.L26
	vcvtss2sd	12(%rdi,%r8), %xmm3, %xmm3
	vmovsd	%xmm3, 24(%rdx,%rsi)
.L26:
	movq	-8(%rbp), %rbx
	leave
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L10:
	.cfi_restore_state
	vmovdqu	(%r11), %xmm1
	movq	%r9, %rsi
	andq	$-4, %rsi
	vcvtps2pd	%xmm1, %xmm0
	vmovupd	%xmm0, (%r10)
	vxorps	%xmm0, %xmm0, %xmm0
	addq	%rsi, %rax
	vmovhlps	%xmm1, %xmm0, %xmm0
	andl	$3, %r9d
	vcvtps2pd	%xmm0, %xmm0
	vmovupd	%xmm0, 16(%r10)
	je	.L25
	leaq	1(%rax), %r9
	vcvtss2sd	(%rdi,%rax,4), %xmm3, %xmm0
	leaq	0(,%rax,4), %r8
	vmovsd	%xmm0, (%rdx,%rax,8)
	leaq	0(,%rax,8), %rsi
	cmpq	%rcx, %r9
	jnb	.L25
	addq	$2, %rax
	vcvtss2sd	4(%rdi,%r8), %xmm3, %xmm0
	vmovsd	%xmm0, 8(%rdx,%rsi)
	cmpq	%rcx, %rax
	jnb	.L25
	vcvtss2sd	8(%rdi,%r8), %xmm3, %xmm3
	vmovsd	%xmm3, 16(%rdx,%rsi)
	vzeroupper
	movq	-8(%rbp), %rbx
	leave
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L25:
	.cfi_restore_state
	vzeroupper
	movq	-8(%rbp), %rbx
	leave
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L31:
	.cfi_restore_state
	leaq	0(,%rax,8), %rsi
	leaq	0(,%rax,4), %r8
	vzeroupper
	jmp	.L3
	.p2align 4,,10
	.p2align 3
.L30:
	testq	%rsi, %rsi
	je	.L26
	xorl	%eax, %eax
	xorl	%esi, %esi
	xorl	%r8d, %r8d
	jmp	.L3
	.cfi_endproc
.LFE6452:
	.size	widen_f32, .-widen_f32
	.p2align 4
	.type	widen_u16, @function
widen_u16:
.LFB6453:
	.cfi_startproc
	movq	%rsi, %rcx
	vmovsd	%xmm0, %xmm0, %xmm5
	cmpq	$3, %rsi
	jbe	.L37
	vbroadcastsd	%xmm0, %ymm4
	vbroadcastsd	%xmm1, %ymm3
	movl	$4, %eax
	.p2align 4,,10
	.p2align 3
.L34:
	vmovq	-8(%rdi,%rax,2), %xmm7
	vmovq	-8(%rdi,%rax,2), %xmm6
	vpsrlq	$32, %xmm7, %xmm0
	vpmovzxwd	%xmm6, %xmm2
	vpmovzxwd	%xmm0, %xmm0
	vpunpcklqdq	%xmm0, %xmm2, %xmm0
	vcvtdq2pd	%xmm2, %xmm2
	vpshufd	$238, %xmm0, %xmm0
	vcvtdq2pd	%xmm0, %xmm0
	vinsertf128	$0x1, %xmm0, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm2
	vmovdqu	%ymm2, -32(%rdx,%rax,8)
	addq	$4, %rax
	cmpq	%rax, %rcx
	jnb	.L34
	leaq	-4(%rcx), %rax
	andq	$-4, %rax
	addq	$4, %rax
	vzeroupper
.L33:
	cmpq	%rcx, %rax
	jnb	.L39
	movzwl	(%rdi,%rax,2), %r9d
	vxorps	%xmm2, %xmm2, %xmm2
	leaq	(%rax,%rax), %r8
	leaq	0(,%rax,8), %rsi
	vcvtsi2sdl	%r9d, %xmm2, %xmm0
	leaq	1(%rax), %r9
	vmulsd	%xmm5, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, (%rdx,%rax,8)
	cmpq	%rcx, %r9
	jnb	.L39
	movzwl	2(%rdi,%r8), %r9d
	vcvtsi2sdl	%r9d, %xmm2, %xmm0
	leaq	2(%rax), %r9
	vmulsd	%xmm5, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, 8(%rdx,%rsi)
	cmpq	%rcx, %r9
	jnb	.L39
	movzwl	4(%rdi,%r8), %r9d
	addq	$3, %rax
	vcvtsi2sdl	%r9d, %xmm2, %xmm0
	vmulsd	%xmm5, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, 16(%rdx,%rsi)
	cmpq	%rcx, %rax
	jnb	.L39
	movzwl	6(%rdi,%r8), %eax
	vcvtsi2sdl	%eax, %xmm2, %xmm2
	vmulsd	%xmm5, %xmm2, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, 24(%rdx,%rsi)
.L39:
	ret
	.p2align 4,,10
	.p2align 3
.L37:
	xorl	%eax, %eax
	jmp	.L33
	.cfi_endproc
.LFE6453:
	.size	widen_u16, .-widen_u16
	.p2align 4
	.type	clipped_block, @function
clipped_block:
.LFB6467:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vxorpd	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1256, %rsp
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	vmovapd	%ymm0, 872(%rsp)
	vmovapd	%ymm0, 936(%rsp)
	vmovapd	%ymm0, 1000(%rsp)
	movq	16(%rbp), %r10
	vmovapd	%ymm0, 1064(%rsp)
	vmovapd	%ymm0, 1128(%rsp)
	vmovapd	%ymm0, 1192(%rsp)
	vmovapd	%ymm0, 904(%rsp)
	vmovapd	%ymm0, 968(%rsp)
	vmovapd	%ymm0, 1032(%rsp)
	vmovapd	%ymm0, 1096(%rsp)
	vmovapd	%ymm0, 1160(%rsp)
	vmovapd	%ymm0, 1224(%rsp)
	testq	%r8, %r8
	je	.L100
	vbroadcastsd	16(%r9), %ymm6
	movq	%rdx, %rax
	movq	%rcx, %rdx
	leaq	-8(%r8), %rcx
	vbroadcastsd	40(%r9), %ymm14
	movq	%rcx, %r12
	movq	%rdi, %r11
	vmovapd	%ymm0, %ymm13
	vmovapd	%ymm6, -56(%rsp)
	vbroadcastsd	24(%r9), %ymm6
	movq	%rsi, %rdi
	vmovapd	%ymm0, %ymm12
	leaq	680(%rsp), %rbx
	vmovdqa	%ymm14, 40(%rsp)
	movq	%r11, %rsi
	vbroadcastsd	.LC1(%rip), %ymm10
	vmovapd	%ymm6, -88(%rsp)
	vbroadcastsd	(%r9), %ymm6
	leaq	616(%rsp), %r15
	leaq	808(%rsp), %r14
	movq	%rbx, -96(%rsp)
	vmovapd	%ymm10, %ymm11
	leaq	744(%rsp), %r13
	vmovapd	%ymm6, 200(%rsp)
	vbroadcastsd	8(%r9), %ymm6
	vmovapd	%ymm0, 232(%rsp)
	vmovapd	%ymm6, 168(%rsp)
	vbroadcastsd	32(%r9), %ymm6
	vmovapd	%ymm0, 456(%rsp)
	vmovapd	%ymm6, 136(%rsp)
	vbroadcastsd	48(%r9), %ymm6
	vmovapd	%ymm0, 264(%rsp)
	vmovapd	%ymm6, 104(%rsp)
	vbroadcastsd	56(%r9), %ymm6
	leaq	-1(%r8), %r9
	vmovapd	%ymm0, 488(%rsp)
	andq	$-8, %r9
	subq	%r9, %r12
	vmovapd	%ymm6, 72(%rsp)
	movabsq	$4607182418800017408, %r9
	vmovapd	%ymm0, 520(%rsp)
	vmovq	%r9, %xmm6
	movabsq	$9218868437227405312, %r9
	vmovapd	%ymm0, 296(%rsp)
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 8(%rsp)
	vmovq	%r9, %xmm6
	vmovapd	%ymm0, 328(%rsp)
	vpbroadcastq	%xmm6, %ymm3
	vmovapd	%ymm0, 360(%rsp)
	vmovapd	%ymm0, 392(%rsp)
	vmovapd	%ymm0, 424(%rsp)
	vmovdqa	%ymm3, -24(%rsp)
	.p2align 4,,10
	.p2align 3
.L75:
	movq	%rsi, %rbx
	movq	%rdi, %r11
	movq	%rax, %r10
	movq	%rdx, %r9
	cmpq	$7, %r8
	ja	.L42
	vmovsd	(%rsi), %xmm0
	vmovsd	%xmm0, 616(%rsp)
	cmpq	$1, %r8
	jne	.L43
	vmovddup	.LC1(%rip), %xmm0
	vmovupd	%xmm0, 624(%rsp)
	vmovupd	%xmm0, 640(%rsp)
	vmovsd	.LC1(%rip), %xmm0
	movq	$0x000000000, 688(%rsp)
	vmovsd	%xmm0, 656(%rsp)
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
	vmovsd	%xmm0, 680(%rsp)
.L52:
	movq	$0x000000000, 696(%rsp)
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%xmm0, 712(%rsp)
	vmovsd	(%rax), %xmm0
	movq	$0x000000000, 704(%rsp)
	movq	$0x000000000, 728(%rsp)
	movq	$0x000000000, 736(%rsp)
	vmovsd	%xmm0, 744(%rsp)
	cmpq	$1, %r8
	jne	.L54
	movq	$0x000000000, 752(%rsp)
.L64:
	movq	$0x000000000, 760(%rsp)
.L63:
	movq	$0x000000000, 768(%rsp)
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%xmm0, 776(%rsp)
	vmovsd	(%rdx), %xmm0
	movq	$0x000000000, 792(%rsp)
	movq	$0x000000000, 800(%rsp)
	vmovsd	%xmm0, 808(%rsp)
	cmpq	$1, %r8
	jne	.L61
.L62:
	movq	$0x000000000, 816(%rsp)
.L69:
	movq	$0x000000000, 824(%rsp)
.L70:
	movq	$0x000000000, 832(%rsp)
.L71:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%xmm0, 840(%rsp)
.L73:
	vxorpd	%xmm0, %xmm0, %xmm0
.L74:
	movq	-96(%rsp), %r11
	movq	%r14, %r9
	movq	%r13, %r10
	movq	%r15, %rbx
	movq	$0x000000000, 864(%rsp)
	vmovsd	%xmm0, 856(%rsp)
.L42:
	vxorpd	%xmm7, %xmm7, %xmm7
	addq	$64, %rsi
	addq	$64, %rdi
	addq	$64, %rax
	vmovapd	-88(%rsp), %ymm9
	vmulpd	(%r9), %ymm9, %ymm5
	addq	$64, %rdx
	movq	%rcx, %r8
	vmovapd	200(%rsp), %ymm6
	vmovapd	-56(%rsp), %ymm15
	vmulpd	(%r10), %ymm15, %ymm1
	vmulpd	136(%rsp), %ymm1, %ymm8
	vcmpltpd	(%rbx), %ymm6, %ymm4
	vmulpd	104(%rsp), %ymm1, %ymm6
	vcmpltpd	%ymm1, %ymm7, %ymm2
	vmovupd	(%rbx), %ymm7
	vsubpd	(%r11), %ymm7, %ymm0
	vdivpd	%ymm5, %ymm1, %ymm7
	vcmpltpd	%ymm8, %ymm14, %ymm3
	vsubpd	168(%rsp), %ymm0, %ymm0
	vpand	%ymm4, %ymm2, %ymm2
	vpblendvb	%ymm3, 40(%rsp), %ymm8, %ymm3
	vmulpd	72(%rsp), %ymm7, %ymm7
	vcmpltpd	%ymm6, %ymm7, %ymm8
	vpblendvb	%ymm8, %ymm7, %ymm6, %ymm6
	vpand	%ymm1, %ymm2, %ymm7
	vaddpd	424(%rsp), %ymm7, %ymm8
	vmulpd	%ymm0, %ymm1, %ymm1
	vandpd	.LC4(%rip), %ymm0, %ymm0
	vaddpd	.LC6(%rip), %ymm0, %ymm0
	vmovapd	%ymm8, 424(%rsp)
	vpand	%ymm1, %ymm2, %ymm1
	vaddpd	392(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 392(%rsp)
	vpand	%ymm3, %ymm2, %ymm1
	vaddpd	%ymm6, %ymm3, %ymm3
	vaddpd	360(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 360(%rsp)
	vmulpd	%ymm3, %ymm0, %ymm0
	vpxor	%xmm3, %xmm3, %xmm3
	vpblendvb	%ymm4, %ymm3, %ymm5, %ymm5
	vaddpd	296(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 296(%rsp)
	vmovdqa	8(%rsp), %ymm5
	vpand	%ymm0, %ymm2, %ymm2
	vaddpd	328(%rsp), %ymm2, %ymm2
	vpblendvb	%ymm4, %ymm3, %ymm5, %ymm0
	vaddpd	520(%rsp), %ymm0, %ymm5
	vmovapd	%ymm2, 328(%rsp)
	vxorpd	%xmm2, %xmm2, %xmm2
	vmovapd	%ymm5, 520(%rsp)
	vmovdqu	(%r11), %ymm5
	vpblendvb	%ymm4, -24(%rsp), %ymm5, %ymm0
	vmovdqu	32(%r11), %ymm5
	vcmpltpd	%ymm11, %ymm0, %ymm1
	vpblendvb	%ymm1, %ymm0, %ymm11, %ymm11
	vmovdqu	32(%rbx), %ymm0
	vmulpd	32(%r10), %ymm15, %ymm1
	vmovapd	200(%rsp), %ymm6
	vmulpd	32(%r9), %ymm9, %ymm7
	vmulpd	136(%rsp), %ymm1, %ymm15
	vcmpltpd	%ymm0, %ymm6, %ymm6
	vsubpd	%ymm5, %ymm0, %ymm0
	vsubpd	168(%rsp), %ymm0, %ymm0
	vmulpd	104(%rsp), %ymm1, %ymm8
	vcmpltpd	%ymm1, %ymm2, %ymm2
	vpblendvb	%ymm6, -24(%rsp), %ymm5, %ymm5
	vdivpd	%ymm7, %ymm1, %ymm9
	vpblendvb	%ymm6, %ymm3, %ymm7, %ymm7
	vcmpltpd	%ymm15, %ymm14, %ymm4
	vaddpd	%ymm7, %ymm12, %ymm12
	vmovdqa	8(%rsp), %ymm7
	vpand	%ymm6, %ymm2, %ymm2
	vpblendvb	%ymm6, %ymm3, %ymm7, %ymm3
	vpblendvb	%ymm4, 40(%rsp), %ymm15, %ymm4
	vaddpd	%ymm3, %ymm13, %ymm13
	vmulpd	72(%rsp), %ymm9, %ymm9
	vcmpltpd	%ymm8, %ymm9, %ymm15
	vpblendvb	%ymm15, %ymm9, %ymm8, %ymm8
	vpand	%ymm1, %ymm2, %ymm9
	vaddpd	488(%rsp), %ymm9, %ymm15
	vmulpd	%ymm0, %ymm1, %ymm1
	vandpd	.LC4(%rip), %ymm0, %ymm0
	vaddpd	.LC6(%rip), %ymm0, %ymm0
	vmovapd	%ymm15, 488(%rsp)
	vpand	%ymm1, %ymm2, %ymm1
	vaddpd	264(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 264(%rsp)
	vpand	%ymm4, %ymm2, %ymm1
	vaddpd	%ymm8, %ymm4, %ymm4
	vaddpd	456(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 456(%rsp)
	vmulpd	%ymm4, %ymm0, %ymm0
	vpand	%ymm0, %ymm2, %ymm2
	vcmpltpd	%ymm10, %ymm5, %ymm0
	vaddpd	232(%rsp), %ymm2, %ymm4
	vmovapd	%ymm4, 232(%rsp)
	vpblendvb	%ymm0, %ymm5, %ymm10, %ymm10
	cmpq	%rcx, %r12
	je	.L130
	subq	$8, %rcx
	jmp	.L75
	.p2align 4,,10
	.p2align 3
.L43:
	vmovsd	8(%rsi), %xmm0
	vmovsd	%xmm0, 624(%rsp)
	cmpq	$2, %r8
	jne	.L134
	vmovsd	.LC1(%rip), %xmm0
	vmovsd	%xmm0, 632(%rsp)
	vmovddup	%xmm0, %xmm1
	vmovsd	%xmm0, 656(%rsp)
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
	vmovupd	%xmm1, 640(%rsp)
.L45:
	vmovsd	%xmm0, 680(%rsp)
	vmovsd	8(%rdi), %xmm0
	vmovsd	%xmm0, 688(%rsp)
	cmpq	$2, %r8
	je	.L52
	vmovsd	16(%rdi), %xmm0
	vmovsd	%xmm0, 696(%rsp)
	cmpq	$3, %r8
	jne	.L99
	movq	$0x000000000, 704(%rsp)
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%xmm0, 712(%rsp)
	vmovsd	(%rax), %xmm0
	movq	$0x000000000, 728(%rsp)
	movq	$0x000000000, 736(%rsp)
	vmovsd	%xmm0, 744(%rsp)
.L54:
	vmovsd	8(%rax), %xmm0
	vmovsd	%xmm0, 752(%rsp)
	cmpq	$2, %r8
	je	.L64
	vmovsd	16(%rax), %xmm0
	vmovsd	%xmm0, 760(%rsp)
	cmpq	$3, %r8
	jne	.L95
	vmovsd	(%rdx), %xmm0
	vxorpd	%xmm6, %xmm6, %xmm6
	movq	$0x000000000, 768(%rsp)
	movq	$0x000000000, 792(%rsp)
	movq	$0x000000000, 800(%rsp)
	vmovapd	%xmm6, 776(%rsp)
	vmovsd	%xmm0, 808(%rsp)
.L61:
	vmovsd	8(%rdx), %xmm0
	vmovsd	%xmm0, 816(%rsp)
	cmpq	$2, %r8
	je	.L69
	vmovsd	16(%rdx), %xmm0
	vmovsd	%xmm0, 824(%rsp)
	cmpq	$3, %r8
	je	.L70
	jmp	.L92
	.p2align 4,,10
	.p2align 3
.L134:
	vmovsd	16(%rsi), %xmm0
	vmovsd	%xmm0, 632(%rsp)
	cmpq	$3, %r8
	jne	.L135
	vmovddup	.LC1(%rip), %xmm0
	vmovupd	%xmm0, 640(%rsp)
	vmovsd	.LC1(%rip), %xmm0
	vmovsd	%xmm0, 656(%rsp)
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
	jmp	.L45
.L135:
	vmovsd	24(%rsi), %xmm0
	vmovsd	%xmm0, 640(%rsp)
	cmpq	$4, %r8
	jne	.L136
	vmovsd	.LC1(%rip), %xmm0
	vmovsd	%xmm0, 648(%rsp)
	vmovsd	%xmm0, 656(%rsp)
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
	jmp	.L45
.L136:
	vmovsd	32(%rsi), %xmm0
	vmovsd	%xmm0, 648(%rsp)
	cmpq	$5, %r8
	jne	.L137
	vmovsd	.LC1(%rip), %xmm0
	vmovsd	%xmm0, 656(%rsp)
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
.L51:
	vmovsd	%xmm0, 680(%rsp)
	vmovsd	8(%rdi), %xmm0
	vmovsd	%xmm0, 688(%rsp)
	vmovsd	16(%rdi), %xmm0
	vmovsd	%xmm0, 696(%rsp)
	vmovsd	24(%rdi), %xmm0
	vmovsd	%xmm0, 704(%rsp)
.L98:
	vmovsd	32(%rdi), %xmm0
	vmovsd	%xmm0, 712(%rsp)
	cmpq	$5, %r8
	jne	.L138
	movq	$0x000000000, 720(%rsp)
	vmovsd	(%rax), %xmm0
	movq	$0x000000000, 728(%rsp)
	movq	$0x000000000, 736(%rsp)
.L53:
	vmovsd	%xmm0, 744(%rsp)
	vmovsd	8(%rax), %xmm0
	vmovsd	%xmm0, 752(%rsp)
	vmovsd	16(%rax), %xmm0
	vmovsd	%xmm0, 760(%rsp)
.L95:
	vmovsd	24(%rax), %xmm0
	vmovsd	%xmm0, 768(%rsp)
	cmpq	$4, %r8
	jne	.L96
	movq	$0x000000000, 792(%rsp)
	vxorpd	%xmm0, %xmm0, %xmm0
	movq	$0x000000000, 800(%rsp)
	vmovapd	%xmm0, 776(%rsp)
	vmovsd	(%rdx), %xmm0
.L60:
	vmovsd	%xmm0, 808(%rsp)
	vmovsd	8(%rdx), %xmm0
	vmovsd	%xmm0, 816(%rsp)
	vmovsd	16(%rdx), %xmm0
	vmovsd	%xmm0, 824(%rsp)
.L92:
	vmovsd	24(%rdx), %xmm0
	vmovsd	%xmm0, 832(%rsp)
	cmpq	$4, %r8
	je	.L71
.L93:
	vmovsd	32(%rdx), %xmm0
	vmovsd	%xmm0, 840(%rsp)
	cmpq	$5, %r8
	jne	.L72
	movq	$0x000000000, 848(%rsp)
	jmp	.L73
.L137:
	vmovsd	40(%rsi), %xmm0
	vmovsd	%xmm0, 656(%rsp)
	cmpq	$7, %r8
	je	.L139
	vmovsd	.LC1(%rip), %xmm0
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	%xmm0, 672(%rsp)
	vmovsd	(%rdi), %xmm0
	vmovsd	%xmm0, 680(%rsp)
	vmovsd	8(%rdi), %xmm0
	vmovsd	%xmm0, 688(%rsp)
	vmovsd	16(%rdi), %xmm0
	vmovsd	%xmm0, 696(%rsp)
.L99:
	vmovsd	24(%rdi), %xmm0
	vmovsd	%xmm0, 704(%rsp)
	cmpq	$4, %r8
	jne	.L98
	movq	$0x000000000, 728(%rsp)
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%xmm0, 712(%rsp)
	vmovsd	(%rax), %xmm0
	movq	$0x000000000, 736(%rsp)
	jmp	.L53
.L72:
	vmovsd	40(%rdx), %xmm0
	vmovsd	%xmm0, 848(%rsp)
	cmpq	$7, %r8
	jne	.L73
	vmovsd	48(%rdx), %xmm0
	jmp	.L74
.L59:
	movq	$0x000000000, 728(%rsp)
	vmovsd	(%rax), %xmm0
	movq	$0x000000000, 736(%rsp)
	vmovsd	%xmm0, 744(%rsp)
	vmovsd	8(%rax), %xmm0
	vmovsd	%xmm0, 752(%rsp)
	vmovsd	16(%rax), %xmm0
	vmovsd	%xmm0, 760(%rsp)
	cmpq	$3, %r8
	je	.L63
	vmovsd	24(%rax), %xmm0
	vmovsd	%xmm0, 768(%rsp)
.L96:
	vmovsd	32(%rax), %xmm0
	vmovsd	%xmm0, 776(%rsp)
	cmpq	$5, %r8
	jne	.L140
	movq	$0x000000000, 784(%rsp)
	vmovsd	(%rdx), %xmm0
	movq	$0x000000000, 792(%rsp)
	movq	$0x000000000, 800(%rsp)
	jmp	.L60
.L138:
	vmovsd	40(%rdi), %xmm0
	vmovsd	%xmm0, 720(%rsp)
	cmpq	$7, %r8
	jne	.L59
	vmovsd	48(%rdi), %xmm0
	movq	$0x000000000, 736(%rsp)
	vmovsd	%xmm0, 728(%rsp)
	vmovsd	(%rax), %xmm0
	jmp	.L53
.L140:
	vmovsd	40(%rax), %xmm0
	vmovsd	%xmm0, 784(%rsp)
	cmpq	$7, %r8
	jne	.L68
	vmovsd	48(%rax), %xmm0
	movq	$0x000000000, 800(%rsp)
	vmovsd	%xmm0, 792(%rsp)
	vmovsd	(%rdx), %xmm0
	jmp	.L60
.L139:
	vmovsd	48(%rsi), %xmm0
	movq	.LC1(%rip), %rbx
	vmovsd	%xmm0, 664(%rsp)
	vmovsd	(%rdi), %xmm0
	movq	%rbx, 672(%rsp)
	jmp	.L51
.L68:
	movq	$0x000000000, 792(%rsp)
	vmovsd	(%rdx), %xmm0
	movq	$0x000000000, 800(%rsp)
	vmovsd	%xmm0, 808(%rsp)
	cmpq	$1, %r8
	je	.L62
	vmovsd	8(%rdx), %xmm0
	vmovsd	%xmm0, 816(%rsp)
	vmovsd	16(%rdx), %xmm0
	vmovsd	%xmm0, 824(%rsp)
	cmpq	$3, %r8
	je	.L70
	vmovsd	24(%rdx), %xmm0
	vmovsd	%xmm0, 832(%rsp)
	jmp	.L93
	.p2align 4,,10
	.p2align 3
.L130:
	vmovapd	264(%rsp), %ymm3
	movq	16(%rbp), %r10
	vmovapd	%ymm13, 1224(%rsp)
	vmovapd	488(%rsp), %ymm6
	vmovapd	%ymm12, 1160(%rsp)
	vmovapd	%ymm3, 968(%rsp)
	vmovapd	520(%rsp), %ymm3
	vmovapd	%ymm6, 904(%rsp)
	vmovapd	296(%rsp), %ymm6
	vmovapd	%ymm3, 1192(%rsp)
	vmovapd	328(%rsp), %ymm3
	vmovapd	%ymm6, 1128(%rsp)
	vmovapd	360(%rsp), %ymm6
	vmovapd	%ymm3, 1064(%rsp)
	vmovapd	392(%rsp), %ymm3
	vmovapd	%ymm6, 1000(%rsp)
	vmovapd	424(%rsp), %ymm6
	vmovapd	%ymm4, 1096(%rsp)
	vmovapd	%ymm1, 1032(%rsp)
	vmovapd	%ymm3, 936(%rsp)
	vmovapd	%ymm6, 872(%rsp)
.L41:
	vmovdqa	888(%rsp), %xmm6
	vmovdqa	872(%rsp), %xmm3
	vmovdqa	%xmm6, 568(%rsp)
	vmovdqa	920(%rsp), %xmm6
	movq	576(%rsp), %r14
	vmovdqa	%xmm3, 552(%rsp)
	movq	552(%rsp), %r12
	movq	560(%rsp), %rbx
	vmovdqa	%xmm6, 600(%rsp)
	movq	568(%rsp), %r11
	vmovdqa	936(%rsp), %xmm6
	vmovdqa	904(%rsp), %xmm3
	vmovsd	600(%rsp), %xmm2
	vmovdqa	%xmm6, 552(%rsp)
	vmovdqa	952(%rsp), %xmm6
	vmovsd	608(%rsp), %xmm1
	vmovdqa	%xmm3, 584(%rsp)
	vmovsd	584(%rsp), %xmm4
	vmovsd	592(%rsp), %xmm3
	vmovdqa	%xmm6, 568(%rsp)
	vmovdqa	968(%rsp), %xmm6
	vmovsd	552(%rsp), %xmm12
	movq	568(%rsp), %r9
	movq	576(%rsp), %rsi
	vmovdqa	%xmm6, 584(%rsp)
	vmovdqa	984(%rsp), %xmm6
	vmovsd	560(%rsp), %xmm13
	movq	584(%rsp), %rcx
	movq	592(%rsp), %rdx
	vmovdqa	%xmm6, 600(%rsp)
	movq	600(%rsp), %rax
	movq	608(%rsp), %r8
	vmovdqa	1000(%rsp), %xmm5
	vmovdqa	1064(%rsp), %xmm0
	vmovdqa	1016(%rsp), %xmm6
	vmovdqa	%xmm5, 552(%rsp)
	vmovsd	552(%rsp), %xmm9
	vmovsd	560(%rsp), %xmm15
	vmovdqa	%xmm0, 552(%rsp)
	vmovdqa	1080(%rsp), %xmm0
	vmovdqa	1032(%rsp), %xmm5
	vmovdqa	%xmm6, 568(%rsp)
	vmovsd	568(%rsp), %xmm14
	movq	576(%rsp), %rdi
	vmovhpd	552(%rsp), %xmm9, %xmm9
	vmovdqa	%xmm0, 568(%rsp)
	vmovdqa	1096(%rsp), %xmm0
	vmovdqa	1048(%rsp), %xmm6
	vmovhpd	560(%rsp), %xmm15, %xmm15
	vmovdqa	%xmm5, 584(%rsp)
	vmovsd	584(%rsp), %xmm8
	vmovsd	592(%rsp), %xmm7
	vmovhpd	568(%rsp), %xmm14, %xmm14
	vmovdqa	%xmm0, 584(%rsp)
	vmovdqa	1112(%rsp), %xmm0
	vmovdqa	%xmm6, 600(%rsp)
	vmovsd	600(%rsp), %xmm6
	vmovsd	608(%rsp), %xmm5
	vmovhpd	584(%rsp), %xmm8, %xmm8
	vmovdqa	%xmm0, 600(%rsp)
	vmovq	%r12, %xmm0
	vmovhpd	592(%rsp), %xmm7, %xmm7
	vmovhpd	600(%rsp), %xmm6, %xmm6
	vunpcklpd	%xmm12, %xmm0, %xmm12
	vmovq	%rbx, %xmm0
	vinsertf128	$0x1, %xmm9, %ymm12, %ymm12
	vxorpd	%xmm9, %xmm9, %xmm9
	vunpcklpd	%xmm13, %xmm0, %xmm13
	vaddpd	%ymm9, %ymm12, %ymm12
	vinsertf128	$0x1, %xmm15, %ymm13, %ymm13
	vmovq	%r11, %xmm0
	vmovhpd	608(%rsp), %xmm5, %xmm5
	vaddpd	%ymm13, %ymm12, %ymm13
	vmovq	%r9, %xmm12
	vunpcklpd	%xmm12, %xmm0, %xmm9
	vmovq	%rdi, %xmm0
	vmovhpd	576(%rsp), %xmm0, %xmm12
	vinsertf128	$0x1, %xmm14, %ymm9, %ymm9
	vmovq	%rsi, %xmm0
	vaddpd	%ymm9, %ymm13, %ymm9
	vmovq	%r14, %xmm14
	vmovq	%rcx, %xmm13
	vunpcklpd	%xmm0, %xmm14, %xmm0
	vunpcklpd	%xmm13, %xmm4, %xmm4
	vinsertf128	$0x1, %xmm12, %ymm0, %ymm0
	vinsertf128	$0x1, %xmm8, %ymm4, %ymm4
	vaddpd	%ymm0, %ymm9, %ymm0
	vxorpd	%xmm9, %xmm9, %xmm9
	vaddpd	%ymm4, %ymm0, %ymm0
	vmovq	%rdx, %xmm4
	vunpcklpd	%xmm4, %xmm3, %xmm3
	vinsertf128	$0x1, %xmm7, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovq	%rax, %xmm3
	vunpcklpd	%xmm3, %xmm2, %xmm2
	vmovq	%r8, %xmm3
	vinsertf128	$0x1, %xmm6, %ymm2, %ymm2
	vunpcklpd	%xmm3, %xmm1, %xmm1
	vmovdqa	1128(%rsp), %xmm3
	vmovdqa	1192(%rsp), %xmm13
	vaddpd	%ymm2, %ymm0, %ymm0
	vinsertf128	$0x1, %xmm5, %ymm1, %ymm1
	vmovdqa	1208(%rsp), %xmm14
	vmovdqa	1224(%rsp), %xmm12
	vmovdqa	%xmm3, 552(%rsp)
	vmovsd	560(%rsp), %xmm8
	vmovdqa	1144(%rsp), %xmm3
	vmovdqa	%xmm3, 568(%rsp)
	vaddpd	%ymm1, %ymm0, %ymm1
	vmovsd	552(%rsp), %xmm0
	vmovsd	568(%rsp), %xmm7
	vmovdqa	%xmm13, 552(%rsp)
	vmovsd	576(%rsp), %xmm6
	vmovdqa	1160(%rsp), %xmm3
	vmovhpd	552(%rsp), %xmm0, %xmm0
	vmovhpd	560(%rsp), %xmm8, %xmm8
	vmovdqa	%xmm14, 568(%rsp)
	vmovdqa	1240(%rsp), %xmm13
	vmovhpd	568(%rsp), %xmm7, %xmm7
	vaddpd	%xmm9, %xmm0, %xmm0
	vmovhpd	576(%rsp), %xmm6, %xmm6
	vmovdqa	%xmm3, 584(%rsp)
	vmovsd	584(%rsp), %xmm5
	vmovsd	592(%rsp), %xmm4
	vmovdqa	%xmm12, 584(%rsp)
	vmovdqa	1176(%rsp), %xmm3
	vmovhpd	584(%rsp), %xmm5, %xmm5
	vaddpd	%xmm8, %xmm0, %xmm0
	vmovhpd	592(%rsp), %xmm4, %xmm4
	vmovdqa	%xmm3, 600(%rsp)
	vmovsd	600(%rsp), %xmm3
	vmovsd	608(%rsp), %xmm2
	vmovdqa	%xmm13, 600(%rsp)
	vmovhpd	600(%rsp), %xmm3, %xmm3
	vaddpd	%xmm7, %xmm0, %xmm0
	vmovhpd	608(%rsp), %xmm2, %xmm2
	vaddpd	%xmm6, %xmm0, %xmm0
	vaddpd	%xmm5, %xmm0, %xmm0
	vaddpd	%xmm4, %xmm0, %xmm0
	vaddpd	%xmm3, %xmm0, %xmm0
	vaddpd	%xmm2, %xmm0, %xmm3
	vminsd	48(%r10), %xmm11, %xmm0
	vunpckhpd	%xmm11, %xmm11, %xmm2
	vextractf128	$0x1, %ymm11, %xmm11
	vaddpd	(%r10), %ymm1, %ymm1
	vminsd	%xmm0, %xmm2, %xmm0
	vunpckhpd	%xmm10, %xmm10, %xmm2
	vmovupd	%ymm1, (%r10)
	vminsd	%xmm0, %xmm11, %xmm0
	vunpckhpd	%xmm11, %xmm11, %xmm11
	vminsd	%xmm0, %xmm11, %xmm0
	vminsd	%xmm0, %xmm10, %xmm0
	vextractf128	$0x1, %ymm10, %xmm10
	vminsd	%xmm0, %xmm2, %xmm0
	vminsd	%xmm0, %xmm10, %xmm0
	vunpckhpd	%xmm10, %xmm10, %xmm10
	vminsd	%xmm0, %xmm10, %xmm0
	vmovsd	%xmm0, 48(%r10)
	vaddpd	32(%r10), %xmm3, %xmm0
	vmovupd	%xmm0, 32(%r10)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
.L100:
	.cfi_restore_state
	vbroadcastsd	.LC1(%rip), %ymm10
	vmovapd	%ymm10, %ymm11
	jmp	.L41
	.cfi_endproc
.LFE6467:
	.size	clipped_block, .-clipped_block
	.p2align 4
	.type	log_array, @function
log_array:
.LFB6434:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdi, %rcx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r13
	pushq	%r12
	.cfi_offset 13, -24
	.cfi_offset 12, -32
	movq	%rdx, %r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$96, %rsp
	.cfi_offset 3, -40
	cmpq	$3, %rsi
	jbe	.L145
	movabsq	$-4503599627370496, %rbx
	movl	$4, %eax
	vxorpd	%xmm10, %xmm10, %xmm10
	movabsq	$-4604544271217802189, %rdx
	vmovq	%rbx, %xmm9
	vmovq	%rdx, %xmm5
	movabsq	$4611686018427387904, %rbx
	movabsq	$9221120237041090560, %rdx
	vmovq	%rbx, %xmm14
	vpbroadcastq	%xmm5, %ymm5
	movabsq	$4841369599423283200, %rbx
	vbroadcastsd	.LC13(%rip), %ymm15
	vmovq	%rbx, %xmm13
	vmovq	%rdx, %xmm12
	vmovdqa	%ymm5, (%rsp)
	vpbroadcastq	%xmm9, %ymm9
	vpbroadcastq	%xmm14, %ymm14
	vpbroadcastq	%xmm13, %ymm13
	vpbroadcastq	%xmm12, %ymm12
	.p2align 4,,10
	.p2align 3
.L143:
	vmovdqu	-32(%rcx,%rax,8), %ymm2
	vmulpd	.LC14(%rip), %ymm2, %ymm6
	vcmpgtpd	%ymm2, %ymm15, %ymm1
	vpblendvb	%ymm1, %ymm6, %ymm2, %ymm6
	vpaddq	(%rsp), %ymm6, %ymm0
	vpand	%ymm9, %ymm0, %ymm0
	vpsubq	%ymm0, %ymm6, %ymm6
	vaddpd	.LC24(%rip), %ymm6, %ymm5
	vmulpd	.LC26(%rip), %ymm5, %ymm4
	vaddpd	.LC6(%rip), %ymm6, %ymm6
	vpaddq	%ymm14, %ymm0, %ymm0
	vpsrlq	$52, %ymm0, %ymm0
	vpor	%ymm13, %ymm0, %ymm0
	vaddpd	.LC20(%rip), %ymm0, %ymm0
	vaddpd	.LC22(%rip), %ymm0, %ymm3
	vdivpd	%ymm6, %ymm5, %ymm6
	vmulpd	%ymm5, %ymm4, %ymm4
	vpblendvb	%ymm1, %ymm3, %ymm0, %ymm0
	vmulpd	.LC28(%rip), %ymm0, %ymm3
	vmulpd	.LC44(%rip), %ymm0, %ymm0
	vmulpd	%ymm6, %ymm6, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm11
	vmulpd	.LC38(%rip), %ymm11, %ymm7
	vmulpd	.LC30(%rip), %ymm11, %ymm1
	vaddpd	.LC40(%rip), %ymm7, %ymm7
	vaddpd	.LC32(%rip), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm7, %ymm7
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	.LC42(%rip), %ymm7, %ymm7
	vaddpd	.LC34(%rip), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm7, %ymm7
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	.LC36(%rip), %ymm1, %ymm1
	vaddpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm4, %ymm4
	vcmpeqpd	.LC0(%rip), %ymm2, %ymm0
	vsubpd	%ymm5, %ymm4, %ymm4
	vsubpd	%ymm4, %ymm3, %ymm3
	vpblendvb	%ymm0, %ymm2, %ymm3, %ymm3
	vcmpeqpd	%ymm10, %ymm2, %ymm0
	vcmplepd	%ymm2, %ymm10, %ymm2
	vpblendvb	%ymm0, %ymm9, %ymm3, %ymm3
	vpblendvb	%ymm2, %ymm3, %ymm12, %ymm2
	vmovdqu	%ymm2, -32(%r12,%rax,8)
	addq	$4, %rax
	cmpq	%rax, %rsi
	jnb	.L143
	leaq	-4(%rsi), %rax
	andq	$-4, %rax
	addq	$4, %rax
	vzeroupper
.L142:
	cmpq	%rax, %rsi
	je	.L147
	subq	%rax, %rsi
	vpxor	%xmm0, %xmm0, %xmm0
	leaq	64(%rsp), %rdi
	leaq	0(,%rsi,8), %rbx
	leaq	0(,%rax,8), %r13
	vmovdqa	%xmm0, 64(%rsp)
	leaq	(%rcx,%r13), %rsi
	movq	%rbx, %rdx
	vmovdqa	%xmm0, 80(%rsp)
	call	memcpy@PLT
	vmovdqa	64(%rsp), %ymm2
	leaq	(%r12,%r13), %rdi
	movq	%rbx, %rdx
	vbroadcastsd	.LC15(%rip), %ymm3
	leaq	32(%rsp), %rsi
	vbroadcastsd	.LC13(%rip), %ymm1
	movabsq	$-4604544271217802189, %rax
	vbroadcastsd	.LC25(%rip), %ymm7
	vmovq	%rax, %xmm0
	movabsq	$-4503599627370496, %rax
	vbroadcastsd	.LC7(%rip), %ymm8
	vmulpd	%ymm2, %ymm3, %ymm3
	vcmpltpd	%ymm1, %ymm2, %ymm1
	vmovq	%rax, %xmm4
	movabsq	$4611686018427387904, %rax
	vpbroadcastq	%xmm0, %ymm0
	vpbroadcastq	%xmm4, %ymm4
	vmovq	%rax, %xmm5
	movabsq	$4841369599423283200, %rax
	vbroadcastsd	.LC41(%rip), %ymm11
	vpbroadcastq	%xmm5, %ymm5
	vbroadcastsd	.LC29(%rip), %ymm6
	vpblendvb	%ymm1, %ymm3, %ymm2, %ymm3
	vpaddq	%ymm3, %ymm0, %ymm0
	vpand	%ymm4, %ymm0, %ymm0
	vpsubq	%ymm0, %ymm3, %ymm3
	vpaddq	%ymm5, %ymm0, %ymm0
	vmovq	%rax, %xmm5
	movabsq	$9221120237041090560, %rax
	vaddpd	%ymm3, %ymm7, %ymm7
	vaddpd	%ymm3, %ymm8, %ymm8
	vpbroadcastq	%xmm5, %ymm5
	vbroadcastsd	.LC33(%rip), %ymm3
	vpsrlq	$52, %ymm0, %ymm0
	vpor	%ymm5, %ymm0, %ymm0
	vbroadcastsd	.LC21(%rip), %ymm5
	vdivpd	%ymm8, %ymm7, %ymm8
	vaddpd	%ymm5, %ymm0, %ymm0
	vbroadcastsd	.LC23(%rip), %ymm5
	vaddpd	%ymm5, %ymm0, %ymm5
	vpblendvb	%ymm1, %ymm5, %ymm0, %ymm1
	vbroadcastsd	.LC31(%rip), %ymm0
	vbroadcastsd	.LC27(%rip), %ymm5
	vmulpd	%ymm1, %ymm6, %ymm6
	vmulpd	%ymm5, %ymm7, %ymm5
	vmulpd	%ymm7, %ymm5, %ymm5
	vmulpd	%ymm8, %ymm8, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm10
	vmulpd	%ymm0, %ymm10, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm3
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm3
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm3
	vmulpd	%ymm3, %ymm10, %ymm3
	vaddpd	%ymm11, %ymm3, %ymm3
	vmulpd	%ymm10, %ymm3, %ymm3
	vbroadcastsd	.LC43(%rip), %ymm10
	vaddpd	%ymm10, %ymm3, %ymm3
	vmulpd	%ymm9, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC45(%rip), %ymm3
	vmulpd	%ymm1, %ymm3, %ymm1
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm5, %ymm5
	vbroadcastsd	.LC1(%rip), %ymm0
	vcmpeqpd	%ymm0, %ymm2, %ymm0
	vsubpd	%ymm7, %ymm5, %ymm5
	vsubpd	%ymm5, %ymm6, %ymm6
	vpblendvb	%ymm0, %ymm2, %ymm6, %ymm6
	vxorpd	%xmm0, %xmm0, %xmm0
	vcmpeqpd	%ymm0, %ymm2, %ymm1
	vpblendvb	%ymm1, %ymm4, %ymm6, %ymm6
	vcmplepd	%ymm2, %ymm0, %ymm1
	vmovq	%rax, %xmm0
	vpbroadcastq	%xmm0, %ymm0
	vpblendvb	%ymm1, %ymm6, %ymm0, %ymm0
	vmovdqa	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L147:
	leaq	-24(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L145:
	.cfi_restore_state
	xorl	%eax, %eax
	jmp	.L142
	.cfi_endproc
.LFE6434:
	.size	log_array, .-log_array
	.p2align 4
	.type	exp_array, @function
exp_array:
.LFB6435:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdi, %rcx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r13
	pushq	%r12
	.cfi_offset 13, -24
	.cfi_offset 12, -32
	movq	%rdx, %r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$64, %rsp
	.cfi_offset 3, -40
	cmpq	$3, %rsi
	jbe	.L153
	movabsq	$4649456441864749056, %rbx
	movl	$4, %eax
	vbroadcastsd	.LC49(%rip), %ymm15
	vbroadcastsd	.LC52(%rip), %ymm14
	vbroadcastsd	.LC57(%rip), %ymm11
	vmovq	%rbx, %xmm13
	movabsq	$-4573598935641227264, %rbx
	vbroadcastsd	.LC59(%rip), %ymm10
	vmovq	%rbx, %xmm12
	vpbroadcastq	%xmm13, %ymm13
	vbroadcastsd	.LC27(%rip), %ymm9
	vbroadcastsd	.LC85(%rip), %ymm8
	vpbroadcastq	%xmm12, %ymm12
	.p2align 4,,10
	.p2align 3
.L151:
	vmovdqu	-32(%rcx,%rax,8), %ymm4
	vcmpltpd	%ymm4, %ymm15, %ymm0
	vpblendvb	%ymm0, %ymm13, %ymm4, %ymm0
	vcmpgtpd	%ymm0, %ymm14, %ymm1
	vpblendvb	%ymm1, %ymm12, %ymm0, %ymm0
	vmulpd	.LC54(%rip), %ymm0, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	.LC60(%rip), %ymm1, %ymm3
	vmulpd	.LC62(%rip), %ymm1, %ymm5
	vmulpd	%ymm9, %ymm1, %ymm6
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm3, %ymm2
	vmulpd	.LC64(%rip), %ymm2, %ymm0
	vaddpd	%ymm11, %ymm6, %ymm6
	vaddpd	.LC66(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm2, %ymm7
	vsubpd	%ymm2, %ymm3, %ymm3
	vaddpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC68(%rip), %ymm0, %ymm0
	vaddpd	%ymm5, %ymm3, %ymm3
	vsubpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC70(%rip), %ymm0, %ymm0
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vpsllq	$52, %ymm1, %ymm1
	vaddpd	.LC72(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC74(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC76(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC78(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC80(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	.LC82(%rip), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm6, %ymm2
	vaddpd	.LC6(%rip), %ymm0, %ymm0
	vpsllq	$52, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm0
	vcmpeqpd	%ymm4, %ymm4, %ymm1
	vpblendvb	%ymm1, %ymm0, %ymm4, %ymm4
	vmovdqu	%ymm4, -32(%r12,%rax,8)
	addq	$4, %rax
	cmpq	%rax, %rsi
	jnb	.L151
	leaq	-4(%rsi), %rax
	andq	$-4, %rax
	addq	$4, %rax
	vzeroupper
.L150:
	cmpq	%rax, %rsi
	je	.L155
	subq	%rax, %rsi
	vpxor	%xmm0, %xmm0, %xmm0
	leaq	32(%rsp), %rdi
	leaq	0(,%rsi,8), %rbx
	leaq	0(,%rax,8), %r13
	vmovdqa	%xmm0, 32(%rsp)
	leaq	(%rcx,%r13), %rsi
	movq	%rbx, %rdx
	vmovdqa	%xmm0, 48(%rsp)
	call	memcpy@PLT
	leaq	(%r12,%r13), %rdi
	movq	%rsp, %rsi
	movq	%rbx, %rdx
	vbroadcastsd	.LC49(%rip), %ymm2
	vmovdqa	32(%rsp), %ymm1
	movabsq	$4649456441864749056, %rax
	vbroadcastsd	.LC52(%rip), %ymm3
	vmovq	%rax, %xmm0
	movabsq	$-4573598935641227264, %rax
	vbroadcastsd	.LC57(%rip), %ymm7
	vcmpltpd	%ymm1, %ymm2, %ymm2
	vpbroadcastq	%xmm0, %ymm0
	vbroadcastsd	.LC59(%rip), %ymm6
	vbroadcastsd	.LC61(%rip), %ymm4
	vbroadcastsd	.LC63(%rip), %ymm5
	vbroadcastsd	.LC67(%rip), %ymm8
	vbroadcastsd	.LC27(%rip), %ymm9
	vpblendvb	%ymm2, %ymm0, %ymm1, %ymm0
	vmovq	%rax, %xmm2
	vcmpltpd	%ymm3, %ymm0, %ymm3
	vpbroadcastq	%xmm2, %ymm2
	vpblendvb	%ymm3, %ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC55(%rip), %ymm2
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm4
	vmulpd	%ymm5, %ymm2, %ymm5
	vaddpd	%ymm0, %ymm4, %ymm4
	vbroadcastsd	.LC65(%rip), %ymm0
	vaddpd	%ymm5, %ymm4, %ymm3
	vmulpd	%ymm0, %ymm3, %ymm0
	vsubpd	%ymm3, %ymm4, %ymm4
	vaddpd	%ymm5, %ymm4, %ymm4
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC69(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC71(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC73(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC75(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC77(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC79(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vbroadcastsd	.LC81(%rip), %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm0
	vmulpd	%ymm9, %ymm2, %ymm8
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm8, %ymm7
	vaddpd	%ymm6, %ymm7, %ymm6
	vbroadcastsd	.LC83(%rip), %ymm7
	vaddpd	%ymm7, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm3, %ymm7
	vsubpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm0, %ymm0
	vbroadcastsd	.LC85(%rip), %ymm4
	vaddpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC7(%rip), %ymm3
	vpsllq	$52, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm6, %ymm3
	vpsllq	$52, %ymm3, %ymm3
	vmulpd	%ymm3, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vcmpeqpd	%ymm1, %ymm1, %ymm2
	vpblendvb	%ymm2, %ymm0, %ymm1, %ymm1
	vmovdqa	%ymm1, (%rsp)
	vzeroupper
	call	memcpy@PLT
.L155:
	leaq	-24(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L153:
	.cfi_restore_state
	xorl	%eax, %eax
	jmp	.L150
	.cfi_endproc
.LFE6435:
	.size	exp_array, .-exp_array
	.p2align 4
	.type	compare_block, @function
compare_block:
.LFB6466:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsi, %r11
	movq	%rdx, %rsi
	movq	%rdi, %r10
	movq	%rcx, %rdi
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$6184, %rsp
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	40(%r9), %edx
	testl	%edx, %edx
	je	.L250
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 2344(%rsp)
	vmovapd	%ymm0, 2088(%rsp)
	vmovapd	%ymm0, 2376(%rsp)
	vmovapd	%ymm0, 2120(%rsp)
	vmovapd	%ymm0, 2408(%rsp)
	vmovapd	%ymm0, 2152(%rsp)
	vmovapd	%ymm0, 2440(%rsp)
	vmovapd	%ymm0, 2184(%rsp)
	vmovapd	%ymm0, 2472(%rsp)
	vmovapd	%ymm0, 2216(%rsp)
	vmovapd	%ymm0, 2504(%rsp)
	vmovapd	%ymm0, 2248(%rsp)
	vmovapd	%ymm0, 2536(%rsp)
	vmovapd	%ymm0, 2280(%rsp)
	vmovapd	%ymm0, 2568(%rsp)
	vmovapd	%ymm0, 2312(%rsp)
	testq	%r8, %r8
	je	.L251
	vbroadcastsd	16(%r9), %ymm6
	leaq	-1(%r8), %rdx
	movq	%r10, %rax
	movq	%r11, %rcx
	leaq	-64(%r8), %rbx
	andq	$-64, %rdx
	vbroadcastsd	(%r9), %ymm9
	vbroadcastsd	8(%r9), %ymm10
	movq	%rbx, 904(%rsp)
	subq	%rdx, %rbx
	vbroadcastsd	.LC5(%rip), %ymm12
	movabsq	$-9223372036854775808, %rdx
	movq	%rbx, 808(%rsp)
	leaq	2088(%rsp), %rbx
	leaq	2600(%rsp), %r14
	movq	%rbx, 840(%rsp)
	leaq	2344(%rsp), %rbx
	leaq	3368(%rsp), %r15
	movq	%rbx, 872(%rsp)
	leaq	2856(%rsp), %rbx
	leaq	3624(%rsp), %r11
	movq	%rbx, 776(%rsp)
	leaq	3112(%rsp), %rbx
	leaq	3880(%rsp), %r13
	vmovapd	%ymm6, 1128(%rsp)
	vbroadcastsd	24(%r9), %ymm6
	movq	%rbx, 744(%rsp)
	vmovapd	%ymm6, 1096(%rsp)
	vbroadcastsd	32(%r9), %ymm6
	vmovapd	%ymm6, 1064(%rsp)
	vbroadcastsd	.LC104(%rip), %ymm6
	vmovapd	%ymm6, 1800(%rsp)
	vbroadcastsd	.LC106(%rip), %ymm6
	vmovapd	%ymm6, 1864(%rsp)
	vbroadcastsd	.LC108(%rip), %ymm6
	vmovapd	%ymm6, 1896(%rsp)
	vbroadcastsd	.LC110(%rip), %ymm6
	vmovapd	%ymm6, 1928(%rsp)
	vbroadcastsd	.LC112(%rip), %ymm6
	vmovapd	%ymm6, 1960(%rsp)
	vbroadcastsd	.LC114(%rip), %ymm6
	vmovapd	%ymm6, 2056(%rsp)
	vbroadcastsd	.LC116(%rip), %ymm6
	vmovapd	%ymm6, 2024(%rsp)
	vbroadcastsd	.LC118(%rip), %ymm6
	vmovapd	%ymm6, 1992(%rsp)
	vbroadcastsd	.LC120(%rip), %ymm6
	vmovapd	%ymm6, 1768(%rsp)
	vbroadcastsd	.LC122(%rip), %ymm6
	vmovdqa	.LC86(%rip), %ymm0
	vbroadcastsd	.LC124(%rip), %ymm11
	vmovapd	%ymm6, 1832(%rsp)
	vmovq	%rdx, %xmm6
	movq	%rax, %rdx
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 1032(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	vmovdqa	.LC88(%rip), %ymm0
	vmovdqa	%ymm7, 712(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	vmovdqa	.LC89(%rip), %ymm0
	vmovdqa	%ymm7, 680(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	vmovdqa	.LC90(%rip), %ymm0
	vmovdqa	%ymm7, 648(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm6
	vmovdqa	%ymm6, 616(%rsp)
	cmpq	$63, %r8
	ja	.L162
	.p2align 4,,10
	.p2align 3
.L255:
	vmovdqa	1032(%rsp), %ymm5
	vmovq	%r8, %xmm7
	leaq	4648(%rsp), %r12
	leaq	8(%rcx), %r9
	vpbroadcastq	%xmm7, %ymm0
	movq	%r12, %rdx
	vpsubq	%ymm5, %ymm0, %ymm0
	subq	%r9, %rdx
	vpcmpgtq	712(%rsp), %ymm0, %ymm6
	vmaskmovpd	(%rax), %ymm6, %ymm1
	vpcmpgtq	680(%rsp), %ymm0, %ymm7
	vpcmpgtq	648(%rsp), %ymm0, %ymm8
	vpcmpgtq	616(%rsp), %ymm0, %ymm3
	vandpd	%ymm6, %ymm1, %ymm1
	vmovapd	%ymm1, 4136(%rsp)
	vmaskmovpd	32(%rax), %ymm7, %ymm1
	vandpd	%ymm7, %ymm1, %ymm1
	vmovapd	%ymm1, 4168(%rsp)
	vmaskmovpd	64(%rax), %ymm8, %ymm1
	vandpd	%ymm8, %ymm1, %ymm1
	vmovdqa	%ymm3, 1608(%rsp)
	vmovapd	%ymm1, 4200(%rsp)
	vmaskmovpd	96(%rax), %ymm3, %ymm1
	vandpd	1608(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4232(%rsp)
	vmovdqa	.LC91(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm2
	vmaskmovpd	128(%rax), %ymm2, %ymm1
	vmovdqa	%ymm2, 1640(%rsp)
	vandpd	1640(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4264(%rsp)
	vmovdqa	.LC92(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm14
	vmaskmovpd	160(%rax), %ymm14, %ymm1
	vmovdqa	%ymm14, 1672(%rsp)
	vandpd	1672(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4296(%rsp)
	vmovdqa	.LC93(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm13
	vmaskmovpd	192(%rax), %ymm13, %ymm1
	vmovdqa	%ymm13, 1704(%rsp)
	vandpd	1704(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4328(%rsp)
	vmovdqa	.LC94(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm13
	vmaskmovpd	224(%rax), %ymm13, %ymm1
	vandpd	%ymm13, %ymm1, %ymm1
	vmovapd	%ymm1, 4360(%rsp)
	vmovdqa	.LC95(%rip), %ymm1
	vmovdqa	.LC99(%rip), %ymm3
	vmovdqa	.LC100(%rip), %ymm2
	vpsubq	%ymm5, %ymm1, %ymm1
	vpsubq	%ymm5, %ymm3, %ymm3
	vpcmpgtq	%ymm1, %ymm0, %ymm14
	vpcmpgtq	%ymm3, %ymm0, %ymm3
	vpsubq	%ymm5, %ymm2, %ymm2
	vmaskmovpd	256(%rax), %ymm14, %ymm1
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vandpd	%ymm14, %ymm1, %ymm1
	vmovapd	%ymm1, 4392(%rsp)
	vmovdqa	.LC96(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm15
	vmaskmovpd	288(%rax), %ymm15, %ymm1
	vandpd	%ymm15, %ymm1, %ymm1
	vmovapd	%ymm1, 4424(%rsp)
	vmovdqa	.LC97(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm4
	vmaskmovpd	320(%rax), %ymm4, %ymm1
	vmovdqa	%ymm4, 1736(%rsp)
	vmovdqa	.LC98(%rip), %ymm4
	vandpd	1736(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4456(%rsp)
	vpsubq	%ymm5, %ymm4, %ymm4
	vpcmpgtq	%ymm4, %ymm0, %ymm4
	vmaskmovpd	352(%rax), %ymm4, %ymm1
	vandpd	%ymm4, %ymm1, %ymm1
	vmovapd	%ymm1, 4488(%rsp)
	vmaskmovpd	384(%rax), %ymm3, %ymm1
	vandpd	%ymm3, %ymm1, %ymm1
	vmovapd	%ymm1, 4520(%rsp)
	vmaskmovpd	416(%rax), %ymm2, %ymm1
	vandpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm1, 4552(%rsp)
	vmovdqa	.LC101(%rip), %ymm1
	vpsubq	%ymm5, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm1
	vmaskmovpd	448(%rax), %ymm1, %ymm5
	vandpd	%ymm1, %ymm5, %ymm5
	vmovapd	%ymm5, 4584(%rsp)
	vmovdqa	.LC102(%rip), %ymm5
	vpsubq	1032(%rsp), %ymm5, %ymm5
	vpcmpgtq	%ymm5, %ymm0, %ymm0
	vmaskmovpd	480(%rax), %ymm0, %ymm5
	vandpd	%ymm0, %ymm5, %ymm5
	vmovapd	%ymm5, 4616(%rsp)
	cmpq	$16, %rdx
	jbe	.L206
	vmaskmovpd	(%rcx), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	leaq	4136(%rsp), %rdx
	vmovapd	%ymm5, 4648(%rsp)
	vmaskmovpd	32(%rcx), %ymm7, %ymm5
	vandpd	%ymm7, %ymm5, %ymm5
	vmovapd	%ymm5, 4680(%rsp)
	vmaskmovpd	64(%rcx), %ymm8, %ymm5
	vandpd	%ymm8, %ymm5, %ymm5
	vmovapd	%ymm5, 4712(%rsp)
	vmovdqa	1608(%rsp), %ymm5
	vmaskmovpd	96(%rcx), %ymm5, %ymm5
	vandpd	1608(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 4744(%rsp)
	vmovdqa	1640(%rsp), %ymm5
	vmaskmovpd	128(%rcx), %ymm5, %ymm5
	vandpd	1640(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 4776(%rsp)
	vmovdqa	1672(%rsp), %ymm5
	vmaskmovpd	160(%rcx), %ymm5, %ymm5
	vandpd	1672(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 4808(%rsp)
	vmovdqa	1704(%rsp), %ymm5
	vmaskmovpd	192(%rcx), %ymm5, %ymm5
	vandpd	1704(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 4840(%rsp)
	vmaskmovpd	224(%rcx), %ymm13, %ymm5
	vandpd	%ymm13, %ymm5, %ymm5
	vmovapd	%ymm5, 4872(%rsp)
	vmaskmovpd	256(%rcx), %ymm14, %ymm5
	vandpd	%ymm14, %ymm5, %ymm5
	vmovapd	%ymm5, 4904(%rsp)
	vmaskmovpd	288(%rcx), %ymm15, %ymm5
	vandpd	%ymm15, %ymm5, %ymm5
	vmovapd	%ymm5, 4936(%rsp)
	vmovdqa	1736(%rsp), %ymm5
	vmaskmovpd	320(%rcx), %ymm5, %ymm5
	vandpd	1736(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 4968(%rsp)
	vmaskmovpd	352(%rcx), %ymm4, %ymm5
	vandpd	%ymm4, %ymm5, %ymm5
	vmovapd	%ymm5, 5000(%rsp)
	vmaskmovpd	384(%rcx), %ymm3, %ymm5
	vandpd	%ymm3, %ymm5, %ymm5
	vmovapd	%ymm5, 5032(%rsp)
	vmaskmovpd	416(%rcx), %ymm2, %ymm5
	vandpd	%ymm2, %ymm5, %ymm5
	vmovapd	%ymm5, 5064(%rsp)
	vmaskmovpd	448(%rcx), %ymm1, %ymm5
	vandpd	%ymm1, %ymm5, %ymm5
	vmovapd	%ymm5, 5096(%rsp)
	vmaskmovpd	480(%rcx), %ymm0, %ymm5
	vandpd	%ymm0, %ymm5, %ymm5
	vmovapd	%ymm5, 5128(%rsp)
.L164:
	leaq	5160(%rsp), %rbx
	leaq	8(%rsi), %r10
	movq	%rbx, %r9
	movq	%rbx, 1576(%rsp)
	subq	%r10, %r9
	cmpq	$16, %r9
	jbe	.L207
	vmaskmovpd	(%rsi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovapd	%ymm5, 5160(%rsp)
	vmaskmovpd	32(%rsi), %ymm7, %ymm5
	vandpd	%ymm7, %ymm5, %ymm5
	vmovapd	%ymm5, 5192(%rsp)
	vmaskmovpd	64(%rsi), %ymm8, %ymm5
	vandpd	%ymm8, %ymm5, %ymm5
	vmovapd	%ymm5, 5224(%rsp)
	vmovdqa	1608(%rsp), %ymm5
	vmaskmovpd	96(%rsi), %ymm5, %ymm5
	vandpd	1608(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 5256(%rsp)
	vmovdqa	1640(%rsp), %ymm5
	vmaskmovpd	128(%rsi), %ymm5, %ymm5
	vandpd	1640(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 5288(%rsp)
	vmovdqa	1672(%rsp), %ymm5
	vmaskmovpd	160(%rsi), %ymm5, %ymm5
	vandpd	1672(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 5320(%rsp)
	vmovdqa	1704(%rsp), %ymm5
	vmaskmovpd	192(%rsi), %ymm5, %ymm5
	vandpd	1704(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 5352(%rsp)
	vmaskmovpd	224(%rsi), %ymm13, %ymm5
	vandpd	%ymm13, %ymm5, %ymm5
	vmovapd	%ymm5, 5384(%rsp)
	vmaskmovpd	256(%rsi), %ymm14, %ymm5
	vandpd	%ymm14, %ymm5, %ymm5
	vmovapd	%ymm5, 5416(%rsp)
	vmaskmovpd	288(%rsi), %ymm15, %ymm5
	vandpd	%ymm15, %ymm5, %ymm5
	vmovapd	%ymm5, 5448(%rsp)
	vmovdqa	1736(%rsp), %ymm5
	vmaskmovpd	320(%rsi), %ymm5, %ymm5
	vandpd	1736(%rsp), %ymm5, %ymm5
	vmovapd	%ymm5, 5480(%rsp)
	vmaskmovpd	352(%rsi), %ymm4, %ymm5
	vandpd	%ymm4, %ymm5, %ymm5
	vmovapd	%ymm5, 5512(%rsp)
	vmaskmovpd	384(%rsi), %ymm3, %ymm5
	vandpd	%ymm3, %ymm5, %ymm5
	vmovapd	%ymm5, 5544(%rsp)
	vmaskmovpd	416(%rsi), %ymm2, %ymm5
	vandpd	%ymm2, %ymm5, %ymm5
	vmovapd	%ymm5, 5576(%rsp)
	vmaskmovpd	448(%rsi), %ymm1, %ymm5
	vandpd	%ymm1, %ymm5, %ymm5
	vmovapd	%ymm5, 5608(%rsp)
	vmaskmovpd	480(%rsi), %ymm0, %ymm5
	vandpd	%ymm0, %ymm5, %ymm5
	vmovapd	%ymm5, 5640(%rsp)
.L168:
	leaq	5672(%rsp), %rbx
	leaq	8(%rdi), %r10
	movq	%rbx, %r9
	subq	%r10, %r9
	cmpq	$16, %r9
	jbe	.L208
	vmaskmovpd	(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovdqa	1608(%rsp), %ymm6
	vmovapd	%ymm5, 5672(%rsp)
	vmaskmovpd	32(%rdi), %ymm7, %ymm5
	vandpd	%ymm7, %ymm5, %ymm5
	vmovapd	%ymm5, 5704(%rsp)
	vmaskmovpd	64(%rdi), %ymm8, %ymm5
	vandpd	%ymm8, %ymm5, %ymm5
	vmovapd	%ymm5, 5736(%rsp)
	vmaskmovpd	96(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovdqa	1640(%rsp), %ymm6
	vmovapd	%ymm5, 5768(%rsp)
	vmaskmovpd	128(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovdqa	1672(%rsp), %ymm6
	vmovapd	%ymm5, 5800(%rsp)
	vmaskmovpd	160(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovdqa	1704(%rsp), %ymm6
	vmovapd	%ymm5, 5832(%rsp)
	vmaskmovpd	192(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovdqa	1736(%rsp), %ymm6
	vmovapd	%ymm5, 5864(%rsp)
	vmaskmovpd	224(%rdi), %ymm13, %ymm5
	vandpd	%ymm13, %ymm5, %ymm5
	vmovapd	%ymm5, 5896(%rsp)
	vmaskmovpd	256(%rdi), %ymm14, %ymm5
	vandpd	%ymm14, %ymm5, %ymm5
	vmovapd	%ymm5, 5928(%rsp)
	vmaskmovpd	288(%rdi), %ymm15, %ymm5
	vandpd	%ymm15, %ymm5, %ymm5
	vmovapd	%ymm5, 5960(%rsp)
	vmaskmovpd	320(%rdi), %ymm6, %ymm5
	vandpd	%ymm6, %ymm5, %ymm5
	vmovapd	%ymm5, 5992(%rsp)
	vmaskmovpd	352(%rdi), %ymm4, %ymm5
	vandpd	%ymm4, %ymm5, %ymm5
	vmaskmovpd	384(%rdi), %ymm3, %ymm4
	vmovapd	%ymm5, 6024(%rsp)
	vandpd	%ymm3, %ymm4, %ymm4
	vmaskmovpd	416(%rdi), %ymm2, %ymm3
	vandpd	%ymm2, %ymm3, %ymm3
	vmovapd	%ymm4, 6056(%rsp)
	vmovapd	%ymm3, 6088(%rsp)
	vmaskmovpd	448(%rdi), %ymm1, %ymm2
	vandpd	%ymm1, %ymm2, %ymm2
	vmaskmovpd	480(%rdi), %ymm0, %ymm1
	vmovapd	%ymm2, 6120(%rsp)
	vandpd	%ymm0, %ymm1, %ymm1
	vmovapd	%ymm1, 6152(%rsp)
.L175:
	movq	1576(%rsp), %r8
	movq	%r12, %r9
	movq	%rbx, %r10
.L172:
	movq	$0, 1704(%rsp)
	movq	840(%rsp), %r12
	vxorpd	%xmm13, %xmm13, %xmm13
	movq	%rax, 1000(%rsp)
	movq	872(%rsp), %rbx
	movq	%rdi, 968(%rsp)
	movq	744(%rsp), %rdi
	movq	%rcx, 936(%rsp)
	movq	776(%rsp), %rcx
	vmovapd	%ymm9, 1736(%rsp)
.L177:
	vmovapd	1736(%rsp), %ymm9
	xorl	%eax, %eax
	vmovapd	1128(%rsp), %ymm2
	vmovapd	1096(%rsp), %ymm3
	vmovapd	1064(%rsp), %ymm4
	.p2align 4,,10
	.p2align 3
.L176:
	vmovupd	(%rdx,%rax,2), %ymm6
	vmulpd	(%r10,%rax,2), %ymm10, %ymm5
	vmulpd	(%r8,%rax,2), %ymm9, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm1
	vmovupd	(%r9,%rax,2), %ymm6
	vsubpd	%ymm3, %ymm6, %ymm6
	vsubpd	%ymm5, %ymm0, %ymm7
	vcmpltpd	%ymm0, %ymm13, %ymm14
	vsubpd	%ymm6, %ymm1, %ymm1
	vminpd	%ymm5, %ymm0, %ymm6
	vsubpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm0, %ymm8
	vaddpd	%ymm5, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm5, %ymm15
	vmovapd	%ymm0, (%r15,%rax)
	vaddpd	%ymm0, %ymm0, %ymm0
	vpand	%ymm8, %ymm14, %ymm14
	vcmpltpd	%ymm5, %ymm13, %ymm8
	vandpd	%ymm12, %ymm1, %ymm5
	vsubpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm1
	vsubpd	%ymm7, %ymm14, %ymm14
	vpand	%ymm15, %ymm8, %ymm8
	vdivpd	%ymm0, %ymm6, %ymm0
	vsubpd	%ymm8, %ymm7, %ymm8
	vandpd	%ymm12, %ymm7, %ymm7
	vmovapd	%ymm14, (%r14,%rax)
	vmovdqa	%ymm7, (%rdi,%rax)
	vcmpltpd	%ymm6, %ymm13, %ymm7
	vmovapd	%ymm8, (%rcx,%rax)
	addq	$32, %rax
	vpand	%ymm7, %ymm1, %ymm1
	vmovdqa	%ymm1, -32(%rax,%r11)
	vpand	%ymm7, %ymm0, %ymm0
	vmovdqa	%ymm0, -32(%rax,%r13)
	cmpq	$256, %rax
	jne	.L176
	vmovapd	2600(%rsp), %ymm4
	addq	$32, %r12
	vaddpd	2632(%rsp), %ymm4, %ymm1
	vmovapd	%ymm9, 1736(%rsp)
	vmovapd	2664(%rsp), %ymm4
	addq	$32, %rbx
	vaddpd	2696(%rsp), %ymm4, %ymm0
	addq	$32, %r8
	vmovapd	2728(%rsp), %ymm6
	addq	$32, %r10
	vmovapd	2792(%rsp), %ymm7
	addq	$32, %rdx
	vaddpd	2824(%rsp), %ymm7, %ymm2
	addq	$32, %r9
	vmovapd	2856(%rsp), %ymm4
	vmovapd	2920(%rsp), %ymm3
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	2760(%rsp), %ymm6, %ymm0
	vmovapd	2984(%rsp), %ymm7
	vmovapd	1896(%rsp), %ymm5
	vmovapd	1800(%rsp), %ymm15
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm6
	vaddpd	2952(%rsp), %ymm3, %ymm0
	vmovapd	3112(%rsp), %ymm3
	vaddpd	2888(%rsp), %ymm4, %ymm1
	vmovapd	3048(%rsp), %ymm4
	vaddpd	3080(%rsp), %ymm4, %ymm2
	vmovapd	3176(%rsp), %ymm4
	vmovapd	%ymm6, 1672(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	3016(%rsp), %ymm7, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm7
	vaddpd	3208(%rsp), %ymm4, %ymm0
	vmovapd	3304(%rsp), %ymm4
	vaddpd	3144(%rsp), %ymm3, %ymm1
	vaddpd	3336(%rsp), %ymm4, %ymm2
	vmovapd	3240(%rsp), %ymm3
	vmovapd	%ymm7, 1640(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	3272(%rsp), %ymm3, %ymm0
	vmovapd	3880(%rsp), %ymm3
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm3, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm4
	vmulpd	%ymm2, %ymm2, %ymm3
	vmovapd	%ymm4, 1608(%rsp)
	vmovapd	1864(%rsp), %ymm4
	vmovapd	1928(%rsp), %ymm6
	vmovapd	2056(%rsp), %ymm8
	vmovapd	1960(%rsp), %ymm7
	vmulpd	%ymm5, %ymm3, %ymm0
	vmulpd	%ymm15, %ymm3, %ymm1
	vaddpd	%ymm6, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vmovapd	%ymm0, %ymm9
	vmovapd	3912(%rsp), %ymm0
	vmovapd	%ymm1, 1576(%rsp)
	vmulpd	%ymm0, %ymm0, %ymm14
	vmulpd	%ymm14, %ymm14, %ymm3
	vmulpd	%ymm15, %ymm3, %ymm1
	vmulpd	%ymm5, %ymm3, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm8, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vmovapd	3944(%rsp), %ymm3
	vmulpd	%ymm3, %ymm3, %ymm8
	vmovapd	%ymm1, 1544(%rsp)
	vmovapd	%ymm0, 1512(%rsp)
	vmulpd	%ymm8, %ymm8, %ymm3
	vmulpd	%ymm15, %ymm3, %ymm1
	vmulpd	%ymm5, %ymm3, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vaddpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm3
	vmovapd	3976(%rsp), %ymm0
	vmulpd	%ymm0, %ymm0, %ymm7
	vmovapd	%ymm1, 1480(%rsp)
	vmovapd	%ymm3, 1448(%rsp)
	vmulpd	%ymm7, %ymm7, %ymm1
	vmulpd	%ymm5, %ymm1, %ymm0
	vmulpd	%ymm15, %ymm1, %ymm3
	vaddpd	%ymm6, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vaddpd	1960(%rsp), %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vaddpd	2024(%rsp), %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vmovapd	%ymm0, 1384(%rsp)
	vmovapd	4008(%rsp), %ymm0
	vmovapd	%ymm3, 1416(%rsp)
	vmulpd	%ymm0, %ymm0, %ymm6
	vmulpd	%ymm6, %ymm6, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm3
	vmulpd	%ymm5, %ymm1, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vaddpd	%ymm4, %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vaddpd	1960(%rsp), %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vaddpd	2024(%rsp), %ymm3, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm3
	vmovapd	%ymm0, 1320(%rsp)
	vmovapd	%ymm3, 1352(%rsp)
	vmovapd	4040(%rsp), %ymm0
	vmulpd	%ymm0, %ymm0, %ymm5
	vmulpd	%ymm5, %ymm5, %ymm3
	vmulpd	1896(%rsp), %ymm3, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm3, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm3
	vmovapd	%ymm1, 1288(%rsp)
	vmovapd	%ymm3, 1256(%rsp)
	vmovapd	4072(%rsp), %ymm3
	vmulpd	%ymm3, %ymm3, %ymm4
	vmulpd	%ymm4, %ymm4, %ymm3
	vmulpd	1896(%rsp), %ymm3, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm3, %ymm1
	vaddpd	1864(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm3
	vmovapd	%ymm1, 1224(%rsp)
	vmovapd	%ymm3, 1192(%rsp)
	vmovapd	4104(%rsp), %ymm3
	vmulpd	%ymm3, %ymm3, %ymm3
	vmulpd	%ymm3, %ymm3, %ymm1
	vmulpd	1896(%rsp), %ymm1, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm1, %ymm15
	vaddpd	1864(%rsp), %ymm15, %ymm15
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm15, %ymm15
	vaddpd	1960(%rsp), %ymm15, %ymm15
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm1, %ymm15, %ymm15
	vaddpd	2024(%rsp), %ymm15, %ymm15
	vmulpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm15, %ymm15
	vaddpd	1768(%rsp), %ymm9, %ymm1
	vmovapd	1576(%rsp), %ymm9
	vmulpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm15, 1160(%rsp)
	vaddpd	1832(%rsp), %ymm9, %ymm15
	vaddpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	3880(%rsp), %ymm1, %ymm1
	vmovapd	3880(%rsp), %ymm2
	vmovapd	1768(%rsp), %ymm15
	vmovapd	1832(%rsp), %ymm9
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm2
	vaddpd	1512(%rsp), %ymm15, %ymm1
	vmovapd	1544(%rsp), %ymm15
	vaddpd	%ymm9, %ymm15, %ymm15
	vmulpd	%ymm14, %ymm1, %ymm1
	vsubpd	%ymm2, %ymm11, %ymm2
	vmulpd	3368(%rsp), %ymm2, %ymm2
	vsubpd	3624(%rsp), %ymm2, %ymm2
	vaddpd	%ymm15, %ymm1, %ymm1
	vmovapd	1768(%rsp), %ymm15
	vaddpd	%ymm15, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm1
	vmovapd	3912(%rsp), %ymm14
	vmulpd	3912(%rsp), %ymm1, %ymm1
	vaddpd	%ymm14, %ymm14, %ymm14
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm14, %ymm1, %ymm1
	vmovapd	1480(%rsp), %ymm14
	vaddpd	%ymm9, %ymm14, %ymm14
	vsubpd	%ymm1, %ymm11, %ymm1
	vmulpd	3400(%rsp), %ymm1, %ymm1
	vsubpd	3656(%rsp), %ymm1, %ymm1
	vaddpd	%ymm1, %ymm2, %ymm2
	vaddpd	1448(%rsp), %ymm15, %ymm1
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm14, %ymm1, %ymm1
	vmovapd	1416(%rsp), %ymm14
	vaddpd	%ymm9, %ymm14, %ymm14
	vmulpd	%ymm8, %ymm1, %ymm1
	vmovapd	3944(%rsp), %ymm8
	vmulpd	3944(%rsp), %ymm1, %ymm1
	vaddpd	%ymm8, %ymm8, %ymm8
	vaddpd	%ymm8, %ymm1, %ymm1
	vaddpd	1384(%rsp), %ymm15, %ymm8
	vmulpd	%ymm7, %ymm8, %ymm8
	vsubpd	%ymm1, %ymm11, %ymm1
	vmulpd	3432(%rsp), %ymm1, %ymm1
	vsubpd	3688(%rsp), %ymm1, %ymm1
	vaddpd	%ymm14, %ymm8, %ymm8
	vmovapd	%ymm9, %ymm14
	vmulpd	%ymm7, %ymm8, %ymm8
	vmulpd	3976(%rsp), %ymm8, %ymm7
	vmovapd	3976(%rsp), %ymm8
	vaddpd	%ymm8, %ymm8, %ymm8
	vaddpd	%ymm8, %ymm7, %ymm7
	vmovapd	4008(%rsp), %ymm8
	vsubpd	%ymm7, %ymm11, %ymm7
	vmulpd	3464(%rsp), %ymm7, %ymm7
	vsubpd	3720(%rsp), %ymm7, %ymm7
	vaddpd	%ymm7, %ymm1, %ymm1
	vaddpd	1352(%rsp), %ymm9, %ymm7
	vaddpd	%ymm1, %ymm2, %ymm1
	vaddpd	1320(%rsp), %ymm15, %ymm2
	vmulpd	%ymm6, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vaddpd	1288(%rsp), %ymm9, %ymm7
	vmulpd	%ymm6, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm8, %ymm6
	vmulpd	4008(%rsp), %ymm2, %ymm2
	vaddpd	%ymm6, %ymm2, %ymm6
	vaddpd	1256(%rsp), %ymm15, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm6, %ymm11, %ymm6
	vmulpd	3496(%rsp), %ymm6, %ymm6
	vsubpd	3752(%rsp), %ymm6, %ymm6
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm2
	vmulpd	4040(%rsp), %ymm2, %ymm2
	vmovapd	4040(%rsp), %ymm8
	vmovapd	1640(%rsp), %ymm7
	vaddpd	%ymm8, %ymm8, %ymm5
	vaddpd	%ymm5, %ymm2, %ymm2
	vaddpd	1192(%rsp), %ymm15, %ymm5
	vsubpd	%ymm2, %ymm11, %ymm2
	vmulpd	%ymm4, %ymm5, %ymm5
	vmulpd	3528(%rsp), %ymm2, %ymm2
	vsubpd	3784(%rsp), %ymm2, %ymm2
	vaddpd	%ymm2, %ymm6, %ymm2
	vaddpd	1224(%rsp), %ymm9, %ymm6
	vmovapd	4072(%rsp), %ymm9
	vaddpd	%ymm6, %ymm5, %ymm5
	vmovapd	1672(%rsp), %ymm6
	vmulpd	%ymm4, %ymm5, %ymm5
	vaddpd	%ymm9, %ymm9, %ymm4
	vmulpd	4072(%rsp), %ymm5, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm4
	vaddpd	1160(%rsp), %ymm14, %ymm5
	vaddpd	%ymm5, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm11, %ymm4
	vmulpd	3560(%rsp), %ymm4, %ymm4
	vsubpd	3816(%rsp), %ymm4, %ymm4
	vmulpd	%ymm3, %ymm0, %ymm0
	vmovapd	4104(%rsp), %ymm3
	vmulpd	4104(%rsp), %ymm0, %ymm0
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovapd	-32(%r12), %ymm3
	vsubpd	%ymm0, %ymm11, %ymm0
	vmulpd	3592(%rsp), %ymm0, %ymm0
	vsubpd	3848(%rsp), %ymm0, %ymm0
	vaddpd	%ymm0, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm2
	vaddpd	%ymm6, %ymm3, %ymm1
	vsubpd	%ymm3, %ymm1, %ymm4
	vmovapd	%ymm1, -32(%r12)
	vsubpd	%ymm4, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm3, %ymm0
	vsubpd	%ymm4, %ymm6, %ymm3
	vmovapd	1608(%rsp), %ymm6
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovapd	32(%r12), %ymm3
	vaddpd	-32(%rbx), %ymm0, %ymm0
	vaddpd	%ymm7, %ymm3, %ymm1
	vmovapd	%ymm0, -32(%rbx)
	vsubpd	%ymm3, %ymm1, %ymm4
	vmovapd	%ymm1, 32(%r12)
	vsubpd	%ymm4, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm3, %ymm0
	vsubpd	%ymm4, %ymm7, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	32(%rbx), %ymm0, %ymm0
	vmovapd	%ymm0, 32(%rbx)
	vmovapd	96(%r12), %ymm0
	vaddpd	%ymm0, %ymm2, %ymm1
	vsubpd	%ymm0, %ymm1, %ymm3
	vmovapd	%ymm1, 96(%r12)
	vsubpd	%ymm3, %ymm1, %ymm4
	vsubpd	%ymm3, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	96(%rbx), %ymm0, %ymm0
	vmovapd	160(%r12), %ymm2
	vaddpd	%ymm6, %ymm2, %ymm1
	vmovapd	%ymm0, 96(%rbx)
	vsubpd	%ymm2, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm0
	vsubpd	%ymm3, %ymm6, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	160(%rbx), %ymm0, %ymm0
	vmovapd	%ymm0, 160(%rbx)
	vmovapd	%ymm1, 160(%r12)
	cmpq	$32, 1704(%rsp)
	je	.L252
	movq	$32, 1704(%rsp)
	jmp	.L177
.L250:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 3880(%rsp)
	vmovapd	%ymm0, 3624(%rsp)
	vmovapd	%ymm0, 3912(%rsp)
	vmovapd	%ymm0, 3656(%rsp)
	vmovapd	%ymm0, 3944(%rsp)
	vmovapd	%ymm0, 3688(%rsp)
	vmovapd	%ymm0, 3976(%rsp)
	vmovapd	%ymm0, 3720(%rsp)
	vmovapd	%ymm0, 4008(%rsp)
	vmovapd	%ymm0, 3752(%rsp)
	vmovapd	%ymm0, 4040(%rsp)
	vmovapd	%ymm0, 3784(%rsp)
	vmovapd	%ymm0, 4072(%rsp)
	vmovapd	%ymm0, 3816(%rsp)
	vmovapd	%ymm0, 4104(%rsp)
	vmovapd	%ymm0, 3848(%rsp)
	testq	%r8, %r8
	je	.L253
	vbroadcastsd	(%r9), %ymm6
	leaq	-64(%r8), %r14
	leaq	-1(%r8), %rdx
	movq	%r11, %rcx
	vbroadcastsd	.LC122(%rip), %ymm7
	andq	$-64, %rdx
	movq	%r8, %rbx
	vbroadcastsd	.LC5(%rip), %ymm12
	vmovapd	%ymm6, 104(%rsp)
	vbroadcastsd	8(%r9), %ymm6
	leaq	3624(%rsp), %r11
	leaq	3880(%rsp), %r13
	vmovapd	%ymm7, 1832(%rsp)
	vmovapd	%ymm6, 72(%rsp)
	vbroadcastsd	16(%r9), %ymm6
	vmovapd	%ymm6, 1736(%rsp)
	vbroadcastsd	24(%r9), %ymm6
	vmovapd	%ymm6, 1704(%rsp)
	vbroadcastsd	32(%r9), %ymm6
	movq	%r10, %r9
	movq	%r14, %r10
	subq	%rdx, %r10
	movq	%r9, %rax
	movabsq	$-9223372036854775808, %rdx
	vmovapd	%ymm6, 1672(%rsp)
	vmovq	%rdx, %xmm7
	vbroadcastsd	.LC104(%rip), %ymm6
	vmovapd	%ymm6, 1800(%rsp)
	vbroadcastsd	.LC106(%rip), %ymm6
	vmovapd	%ymm6, 1864(%rsp)
	vbroadcastsd	.LC108(%rip), %ymm6
	vmovapd	%ymm6, 1896(%rsp)
	vbroadcastsd	.LC110(%rip), %ymm6
	vmovapd	%ymm6, 1928(%rsp)
	vbroadcastsd	.LC112(%rip), %ymm6
	vmovapd	%ymm6, 1960(%rsp)
	vbroadcastsd	.LC114(%rip), %ymm6
	vmovapd	%ymm6, 2056(%rsp)
	vbroadcastsd	.LC116(%rip), %ymm6
	vmovapd	%ymm6, 2024(%rsp)
	vbroadcastsd	.LC118(%rip), %ymm6
	vmovapd	%ymm6, 1992(%rsp)
	vbroadcastsd	.LC120(%rip), %ymm6
	vmovapd	%ymm6, 1768(%rsp)
	vbroadcastsd	.LC124(%rip), %ymm6
	vmovapd	%ymm6, 1160(%rsp)
	vpbroadcastq	%xmm7, %ymm6
	vmovdqa	.LC86(%rip), %ymm0
	vmovdqa	%ymm6, 8(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	movq	%r11, 64(%rsp)
	vmovdqa	.LC88(%rip), %ymm0
	vmovdqa	%ymm7, -24(%rsp)
	vmovapd	%ymm12, 1576(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	vmovdqa	.LC89(%rip), %ymm0
	vmovdqa	%ymm7, -56(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm7
	vmovdqa	.LC90(%rip), %ymm0
	vmovdqa	%ymm7, -88(%rsp)
	vpsubq	%ymm6, %ymm0, %ymm6
	vmovdqa	%ymm6, -120(%rsp)
	cmpq	$63, %rbx
	ja	.L186
	.p2align 4,,10
	.p2align 3
.L254:
	vmovq	%rbx, %xmm6
	vmovdqa	.LC95(%rip), %ymm8
	leaq	4648(%rsp), %r8
	leaq	8(%rcx), %rdx
	vpbroadcastq	%xmm6, %ymm0
	vmovdqa	8(%rsp), %ymm6
	movq	%r8, %rax
	subq	%rdx, %rax
	vpsubq	%ymm6, %ymm0, %ymm0
	vpsubq	%ymm6, %ymm8, %ymm8
	vpcmpgtq	-24(%rsp), %ymm0, %ymm10
	vpcmpgtq	-56(%rsp), %ymm0, %ymm11
	vmaskmovpd	(%r9), %ymm10, %ymm1
	vpcmpgtq	-88(%rsp), %ymm0, %ymm9
	vpcmpgtq	-120(%rsp), %ymm0, %ymm13
	vpcmpgtq	%ymm8, %ymm0, %ymm8
	vandpd	%ymm10, %ymm1, %ymm1
	vmovapd	%ymm1, 4136(%rsp)
	vmaskmovpd	32(%r9), %ymm11, %ymm1
	vandpd	%ymm11, %ymm1, %ymm1
	vmovdqa	%ymm9, 1640(%rsp)
	vmovapd	%ymm1, 4168(%rsp)
	vmaskmovpd	64(%r9), %ymm9, %ymm1
	vandpd	1640(%rsp), %ymm1, %ymm1
	vmovdqa	%ymm6, %ymm9
	vmovapd	%ymm1, 4200(%rsp)
	vmaskmovpd	96(%r9), %ymm13, %ymm1
	vandpd	%ymm13, %ymm1, %ymm1
	vmovapd	%ymm1, 4232(%rsp)
	vmovdqa	.LC91(%rip), %ymm1
	vpsubq	%ymm6, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm14
	vmaskmovpd	128(%r9), %ymm14, %ymm1
	vandpd	%ymm14, %ymm1, %ymm1
	vmovapd	%ymm1, 4264(%rsp)
	vmovdqa	.LC92(%rip), %ymm1
	vpsubq	%ymm6, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm15
	vmaskmovpd	160(%r9), %ymm15, %ymm1
	vandpd	%ymm15, %ymm1, %ymm1
	vmovapd	%ymm1, 4296(%rsp)
	vmovdqa	.LC93(%rip), %ymm1
	vpsubq	%ymm6, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm7
	vmaskmovpd	192(%r9), %ymm7, %ymm1
	vmovdqa	%ymm7, 1608(%rsp)
	vandpd	1608(%rsp), %ymm1, %ymm1
	vmovapd	%ymm1, 4328(%rsp)
	vmovdqa	.LC94(%rip), %ymm1
	vpsubq	%ymm6, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm4
	vmaskmovpd	224(%r9), %ymm4, %ymm1
	vandpd	%ymm4, %ymm1, %ymm1
	vmovdqa	%ymm4, %ymm12
	vmovdqa	%ymm4, 1544(%rsp)
	vmovapd	%ymm1, 4360(%rsp)
	vmaskmovpd	256(%r9), %ymm8, %ymm1
	vandpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm1, 4392(%rsp)
	vmovdqa	.LC96(%rip), %ymm7
	vmovdqa	.LC98(%rip), %ymm5
	vmovdqa	.LC99(%rip), %ymm4
	vmovdqa	.LC100(%rip), %ymm3
	vpsubq	%ymm6, %ymm7, %ymm7
	vmovdqa	.LC97(%rip), %ymm6
	vpsubq	%ymm9, %ymm5, %ymm5
	vmovdqa	.LC101(%rip), %ymm2
	vpcmpgtq	%ymm7, %ymm0, %ymm7
	vpcmpgtq	%ymm5, %ymm0, %ymm5
	vpsubq	%ymm9, %ymm4, %ymm4
	vmaskmovpd	288(%r9), %ymm7, %ymm1
	vpsubq	%ymm9, %ymm6, %ymm6
	vpcmpgtq	%ymm4, %ymm0, %ymm4
	vpsubq	%ymm9, %ymm3, %ymm3
	vpcmpgtq	%ymm6, %ymm0, %ymm6
	vpcmpgtq	%ymm3, %ymm0, %ymm3
	vpsubq	%ymm9, %ymm2, %ymm2
	vandpd	%ymm7, %ymm1, %ymm1
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmovapd	%ymm1, 4424(%rsp)
	vmaskmovpd	320(%r9), %ymm6, %ymm1
	vandpd	%ymm6, %ymm1, %ymm1
	vmovapd	%ymm1, 4456(%rsp)
	vmaskmovpd	352(%r9), %ymm5, %ymm1
	vandpd	%ymm5, %ymm1, %ymm1
	vmovapd	%ymm1, 4488(%rsp)
	vmaskmovpd	384(%r9), %ymm4, %ymm1
	vandpd	%ymm4, %ymm1, %ymm1
	vmovapd	%ymm1, 4520(%rsp)
	vmaskmovpd	416(%r9), %ymm3, %ymm1
	vandpd	%ymm3, %ymm1, %ymm1
	vmovapd	%ymm1, 4552(%rsp)
	vmaskmovpd	448(%r9), %ymm2, %ymm1
	vandpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm1, 4584(%rsp)
	vmovdqa	.LC102(%rip), %ymm1
	vpsubq	%ymm9, %ymm1, %ymm1
	vpcmpgtq	%ymm1, %ymm0, %ymm0
	vmaskmovpd	480(%r9), %ymm0, %ymm1
	vandpd	%ymm0, %ymm1, %ymm1
	vmovapd	%ymm1, 4616(%rsp)
	cmpq	$16, %rax
	jbe	.L210
	vmovdqa	1640(%rsp), %ymm9
	vmaskmovpd	(%rcx), %ymm10, %ymm1
	vandpd	%ymm10, %ymm1, %ymm1
	leaq	4136(%rsp), %rax
	vmovapd	%ymm1, 4648(%rsp)
	vmaskmovpd	32(%rcx), %ymm11, %ymm1
	vandpd	%ymm11, %ymm1, %ymm1
	vmovapd	%ymm1, 4680(%rsp)
	vmaskmovpd	64(%rcx), %ymm9, %ymm1
	vandpd	%ymm9, %ymm1, %ymm1
	vmovdqa	1608(%rsp), %ymm9
	vmovapd	%ymm1, 4712(%rsp)
	vmaskmovpd	96(%rcx), %ymm13, %ymm1
	vandpd	%ymm13, %ymm1, %ymm1
	vmovapd	%ymm1, 4744(%rsp)
	vmaskmovpd	128(%rcx), %ymm14, %ymm1
	vandpd	%ymm14, %ymm1, %ymm1
	vmovapd	%ymm1, 4776(%rsp)
	vmaskmovpd	160(%rcx), %ymm15, %ymm1
	vandpd	%ymm15, %ymm1, %ymm1
	vmovapd	%ymm1, 4808(%rsp)
	vmaskmovpd	192(%rcx), %ymm9, %ymm1
	vandpd	%ymm9, %ymm1, %ymm1
	vmovapd	%ymm1, 4840(%rsp)
	vmaskmovpd	224(%rcx), %ymm12, %ymm1
	vandpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm1, 4872(%rsp)
	vmaskmovpd	256(%rcx), %ymm8, %ymm1
	vandpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm1, 4904(%rsp)
	vmaskmovpd	288(%rcx), %ymm7, %ymm1
	vandpd	%ymm7, %ymm1, %ymm1
	vmovapd	%ymm1, 4936(%rsp)
	vmaskmovpd	320(%rcx), %ymm6, %ymm1
	vandpd	%ymm6, %ymm1, %ymm1
	vmovapd	%ymm1, 4968(%rsp)
	vmaskmovpd	352(%rcx), %ymm5, %ymm1
	vandpd	%ymm5, %ymm1, %ymm1
	vmovapd	%ymm1, 5000(%rsp)
	vmaskmovpd	384(%rcx), %ymm4, %ymm1
	vandpd	%ymm4, %ymm1, %ymm1
	vmovapd	%ymm1, 5032(%rsp)
	vmaskmovpd	416(%rcx), %ymm3, %ymm1
	vandpd	%ymm3, %ymm1, %ymm1
	vmovapd	%ymm1, 5064(%rsp)
	vmaskmovpd	448(%rcx), %ymm2, %ymm1
	vandpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm1, 5096(%rsp)
	vmaskmovpd	480(%rcx), %ymm0, %ymm1
	vandpd	%ymm0, %ymm1, %ymm1
	vmovapd	%ymm1, 5128(%rsp)
.L188:
	leaq	5160(%rsp), %rdx
	leaq	8(%rsi), %r12
	movq	%rdx, %r11
	subq	%r12, %r11
	cmpq	$16, %r11
	jbe	.L211
	vbroadcastsd	.LC128(%rip), %ymm1
	vmaskmovpd	(%rsi), %ymm10, %ymm9
	vmovdqa	1640(%rsp), %ymm12
	vblendvpd	%ymm10, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5160(%rsp)
	vmaskmovpd	32(%rsi), %ymm11, %ymm9
	vblendvpd	%ymm11, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5192(%rsp)
	vmaskmovpd	64(%rsi), %ymm12, %ymm9
	vblendvpd	%ymm12, %ymm9, %ymm1, %ymm9
	vmovdqa	1608(%rsp), %ymm12
	vmovapd	%ymm9, 5224(%rsp)
	vmaskmovpd	96(%rsi), %ymm13, %ymm9
	vblendvpd	%ymm13, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5256(%rsp)
	vmaskmovpd	128(%rsi), %ymm14, %ymm9
	vblendvpd	%ymm14, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5288(%rsp)
	vmaskmovpd	160(%rsi), %ymm15, %ymm9
	vblendvpd	%ymm15, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5320(%rsp)
	vmaskmovpd	192(%rsi), %ymm12, %ymm9
	vblendvpd	%ymm12, %ymm9, %ymm1, %ymm9
	vmovdqa	1544(%rsp), %ymm12
	vmovapd	%ymm9, 5352(%rsp)
	vmaskmovpd	224(%rsi), %ymm12, %ymm9
	vblendvpd	%ymm12, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5384(%rsp)
	vmaskmovpd	256(%rsi), %ymm8, %ymm9
	vblendvpd	%ymm8, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5416(%rsp)
	vmaskmovpd	288(%rsi), %ymm7, %ymm9
	vblendvpd	%ymm7, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5448(%rsp)
	vmaskmovpd	320(%rsi), %ymm6, %ymm9
	vblendvpd	%ymm6, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5480(%rsp)
	vmaskmovpd	352(%rsi), %ymm5, %ymm9
	vblendvpd	%ymm5, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5512(%rsp)
	vmaskmovpd	384(%rsi), %ymm4, %ymm9
	vblendvpd	%ymm4, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5544(%rsp)
	vmaskmovpd	416(%rsi), %ymm3, %ymm9
	vblendvpd	%ymm3, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5576(%rsp)
	vmaskmovpd	448(%rsi), %ymm2, %ymm9
	vblendvpd	%ymm2, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5608(%rsp)
	vmaskmovpd	480(%rsi), %ymm0, %ymm9
	vblendvpd	%ymm0, %ymm9, %ymm1, %ymm1
	vmovapd	%ymm1, 5640(%rsp)
.L192:
	leaq	5672(%rsp), %r11
	leaq	8(%rdi), %r12
	movq	%r11, %r15
	subq	%r12, %r15
	cmpq	$16, %r15
	jbe	.L212
	vbroadcastsd	.LC128(%rip), %ymm1
	vmaskmovpd	(%rdi), %ymm10, %ymm9
	vblendvpd	%ymm10, %ymm9, %ymm1, %ymm9
	vmovdqa	1640(%rsp), %ymm10
	vmovapd	%ymm9, 5672(%rsp)
	vmaskmovpd	32(%rdi), %ymm11, %ymm9
	vblendvpd	%ymm11, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5704(%rsp)
	vmaskmovpd	64(%rdi), %ymm10, %ymm9
	vblendvpd	%ymm10, %ymm9, %ymm1, %ymm9
	vmovdqa	1608(%rsp), %ymm10
	vmovapd	%ymm9, 5736(%rsp)
	vmaskmovpd	96(%rdi), %ymm13, %ymm9
	vblendvpd	%ymm13, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5768(%rsp)
	vmaskmovpd	128(%rdi), %ymm14, %ymm9
	vblendvpd	%ymm14, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5800(%rsp)
	vmaskmovpd	160(%rdi), %ymm15, %ymm9
	vblendvpd	%ymm15, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5832(%rsp)
	vmaskmovpd	192(%rdi), %ymm10, %ymm9
	vblendvpd	%ymm10, %ymm9, %ymm1, %ymm9
	vmovdqa	1544(%rsp), %ymm10
	vmovapd	%ymm9, 5864(%rsp)
	vmaskmovpd	224(%rdi), %ymm10, %ymm9
	vblendvpd	%ymm10, %ymm9, %ymm1, %ymm9
	vmovapd	%ymm9, 5896(%rsp)
	vmaskmovpd	256(%rdi), %ymm8, %ymm9
	vblendvpd	%ymm8, %ymm9, %ymm1, %ymm9
	vmaskmovpd	288(%rdi), %ymm7, %ymm8
	vmovapd	%ymm9, 5928(%rsp)
	vblendvpd	%ymm7, %ymm8, %ymm1, %ymm8
	vmaskmovpd	320(%rdi), %ymm6, %ymm7
	vblendvpd	%ymm6, %ymm7, %ymm1, %ymm7
	vmaskmovpd	352(%rdi), %ymm5, %ymm6
	vblendvpd	%ymm5, %ymm6, %ymm1, %ymm6
	vmaskmovpd	384(%rdi), %ymm4, %ymm5
	vblendvpd	%ymm4, %ymm5, %ymm1, %ymm5
	vmaskmovpd	416(%rdi), %ymm3, %ymm4
	vblendvpd	%ymm3, %ymm4, %ymm1, %ymm4
	vmovapd	%ymm8, 5960(%rsp)
	vmovapd	%ymm7, 5992(%rsp)
	vmovapd	%ymm6, 6024(%rsp)
	vmovapd	%ymm5, 6056(%rsp)
	vmovapd	%ymm4, 6088(%rsp)
	vmaskmovpd	448(%rdi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm3
	vmaskmovpd	480(%rdi), %ymm0, %ymm2
	vmovapd	%ymm3, 6120(%rsp)
	vblendvpd	%ymm0, %ymm2, %ymm1, %ymm1
	vmovapd	%ymm1, 6152(%rsp)
.L196:
	movq	64(%rsp), %r12
	movq	%r13, %rbx
	leaq	64(%rdx), %r15
	vmovapd	1576(%rsp), %ymm14
.L200:
	vmovupd	(%rax), %ymm2
	vmovupd	(%r8), %ymm1
	addq	$32, %rdx
	addq	$32, %r11
	vmovapd	104(%rsp), %ymm7
	vmovapd	72(%rsp), %ymm4
	addq	$32, %rax
	addq	$32, %r8
	vmulpd	-32(%r11), %ymm4, %ymm5
	vmovupd	32(%rax), %ymm13
	addq	$32, %r12
	addq	$32, %rbx
	vmovapd	1736(%rsp), %ymm3
	vmulpd	-32(%rdx), %ymm7, %ymm6
	vmovapd	1672(%rsp), %ymm10
	vsubpd	%ymm3, %ymm2, %ymm0
	vmovapd	1704(%rsp), %ymm2
	vmovapd	%ymm5, 616(%rsp)
	vsubpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm6, %ymm11
	vminpd	%ymm5, %ymm6, %ymm12
	vsubpd	%ymm1, %ymm0, %ymm0
	vmovapd	%ymm11, 648(%rsp)
	vmovapd	%ymm12, 360(%rsp)
	vsubpd	%ymm10, %ymm0, %ymm1
	vsubpd	%ymm5, %ymm6, %ymm0
	vmovapd	%ymm3, %ymm5
	vmovapd	%ymm0, 1000(%rsp)
	vaddpd	%ymm11, %ymm11, %ymm0
	vmovapd	%ymm1, 1256(%rsp)
	vsubpd	%ymm12, %ymm0, %ymm0
	vdivpd	%ymm0, %ymm12, %ymm11
	vsubpd	%ymm3, %ymm13, %ymm0
	vmovupd	32(%r8), %ymm13
	vmulpd	32(%rdx), %ymm7, %ymm12
	vsubpd	%ymm2, %ymm13, %ymm1
	vsubpd	%ymm1, %ymm0, %ymm0
	vsubpd	%ymm10, %ymm0, %ymm13
	vmovapd	%ymm13, 1320(%rsp)
	vmovapd	%ymm11, 1288(%rsp)
	vmulpd	32(%r11), %ymm4, %ymm11
	vaddpd	%ymm11, %ymm12, %ymm15
	vminpd	%ymm11, %ymm12, %ymm8
	vmovapd	%ymm11, 680(%rsp)
	vsubpd	%ymm11, %ymm12, %ymm9
	vmulpd	96(%rdx), %ymm7, %ymm11
	vmovapd	%ymm15, 712(%rsp)
	vaddpd	%ymm15, %ymm15, %ymm0
	vmovapd	%ymm9, 1032(%rsp)
	vmulpd	96(%r11), %ymm4, %ymm9
	vmovapd	%ymm8, 328(%rsp)
	vsubpd	%ymm8, %ymm0, %ymm0
	vdivpd	%ymm0, %ymm8, %ymm15
	vmovupd	96(%rax), %ymm0
	vminpd	%ymm9, %ymm11, %ymm13
	vmovapd	%ymm9, 744(%rsp)
	vsubpd	%ymm3, %ymm0, %ymm0
	vmovupd	96(%r8), %ymm3
	vsubpd	%ymm2, %ymm3, %ymm1
	vsubpd	%ymm1, %ymm0, %ymm0
	vsubpd	%ymm10, %ymm0, %ymm3
	vsubpd	%ymm9, %ymm11, %ymm0
	vmovapd	%ymm3, 1384(%rsp)
	vaddpd	%ymm9, %ymm11, %ymm3
	vmovapd	%ymm10, %ymm9
	vmovapd	%ymm0, 1064(%rsp)
	vaddpd	%ymm3, %ymm3, %ymm0
	vsubpd	%ymm13, %ymm0, %ymm0
	vmovapd	%ymm15, 1352(%rsp)
	vdivpd	%ymm0, %ymm13, %ymm15
	vmovapd	%ymm3, 776(%rsp)
	vmulpd	160(%rdx), %ymm7, %ymm3
	vmulpd	160(%r11), %ymm4, %ymm1
	vmovapd	%ymm13, 296(%rsp)
	vmovapd	%ymm7, %ymm13
	vmovupd	160(%rax), %ymm7
	vsubpd	%ymm5, %ymm7, %ymm0
	vmovapd	%ymm2, %ymm7
	vmovapd	%ymm3, 808(%rsp)
	vmovapd	%ymm15, 1416(%rsp)
	vmovapd	%ymm4, %ymm15
	vmovupd	160(%r8), %ymm4
	vmulpd	224(%r11), %ymm15, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vsubpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 872(%rsp)
	vsubpd	%ymm10, %ymm0, %ymm4
	vaddpd	%ymm2, %ymm2, %ymm0
	vsubpd	%ymm1, %ymm3, %ymm10
	vmovapd	%ymm4, 1448(%rsp)
	vminpd	%ymm1, %ymm3, %ymm4
	vmovupd	288(%r8), %ymm3
	vmovapd	%ymm10, 1096(%rsp)
	vmulpd	224(%rdx), %ymm13, %ymm10
	vmovapd	%ymm4, 264(%rsp)
	vsubpd	%ymm4, %ymm0, %ymm0
	vdivpd	%ymm0, %ymm4, %ymm2
	vmovupd	224(%rax), %ymm0
	vmovupd	224(%r8), %ymm4
	vsubpd	%ymm5, %ymm0, %ymm0
	vmovapd	%ymm2, 1544(%rsp)
	vsubpd	%ymm7, %ymm4, %ymm2
	vmovupd	288(%rax), %ymm4
	vsubpd	%ymm5, %ymm4, %ymm4
	vsubpd	%ymm7, %ymm3, %ymm5
	vsubpd	%ymm2, %ymm0, %ymm0
	vsubpd	%ymm5, %ymm4, %ymm4
	vsubpd	%ymm9, %ymm0, %ymm2
	vsubpd	%ymm8, %ymm10, %ymm0
	vsubpd	%ymm9, %ymm4, %ymm7
	vmulpd	352(%rdx), %ymm13, %ymm9
	vmovapd	%ymm0, 1128(%rsp)
	vaddpd	%ymm10, %ymm8, %ymm0
	vmovapd	%ymm2, 1576(%rsp)
	vminpd	%ymm8, %ymm10, %ymm2
	vmovapd	%ymm7, 1512(%rsp)
	vmovapd	%ymm0, 904(%rsp)
	vaddpd	%ymm0, %ymm0, %ymm0
	vmovapd	%ymm2, 232(%rsp)
	vsubpd	%ymm2, %ymm0, %ymm0
	vdivpd	%ymm0, %ymm2, %ymm0
	vmulpd	288(%rdx), %ymm13, %ymm2
	vmovapd	%ymm0, 1608(%rsp)
	vmulpd	288(%r11), %ymm15, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm7
	vminpd	%ymm0, %ymm2, %ymm4
	vmovapd	%ymm7, 968(%rsp)
	vmovapd	%ymm4, %ymm7
	vaddpd	%ymm2, %ymm0, %ymm4
	vmovapd	%ymm7, 200(%rsp)
	vmovapd	%ymm4, 424(%rsp)
	vaddpd	%ymm4, %ymm4, %ymm4
	vsubpd	%ymm7, %ymm4, %ymm4
	vdivpd	%ymm4, %ymm7, %ymm4
	vmulpd	352(%r11), %ymm15, %ymm7
	vmovapd	%ymm4, 1640(%rsp)
	vmovupd	352(%rax), %ymm3
	vsubpd	1736(%rsp), %ymm3, %ymm4
	vmovupd	352(%r8), %ymm3
	vsubpd	1704(%rsp), %ymm3, %ymm5
	vaddpd	%ymm7, %ymm9, %ymm3
	vmulpd	1320(%rsp), %ymm12, %ymm12
	vmulpd	1256(%rsp), %ymm6, %ymm6
	vsubpd	1032(%rsp), %ymm12, %ymm12
	vmovapd	%ymm3, 392(%rsp)
	vsubpd	%ymm5, %ymm4, %ymm4
	vsubpd	1672(%rsp), %ymm4, %ymm4
	vmulpd	1576(%rsp), %ymm10, %ymm10
	vsubpd	1000(%rsp), %ymm6, %ymm6
	vmulpd	1512(%rsp), %ymm2, %ymm2
	vsubpd	1128(%rsp), %ymm10, %ymm10
	vmovapd	%ymm4, 1224(%rsp)
	vsubpd	%ymm7, %ymm9, %ymm4
	vaddpd	%ymm6, %ymm12, %ymm6
	vmovapd	1384(%rsp), %ymm12
	vmovapd	%ymm4, 936(%rsp)
	vminpd	%ymm7, %ymm9, %ymm4
	vmulpd	%ymm12, %ymm11, %ymm11
	vsubpd	1064(%rsp), %ymm11, %ymm11
	vmovapd	%ymm4, %ymm5
	vaddpd	%ymm3, %ymm3, %ymm4
	vmovupd	416(%r8), %ymm3
	vmovapd	%ymm5, 168(%rsp)
	vsubpd	%ymm5, %ymm4, %ymm4
	vdivpd	%ymm4, %ymm5, %ymm4
	vmulpd	416(%rdx), %ymm13, %ymm5
	vmovapd	%ymm4, 1192(%rsp)
	vmulpd	416(%r11), %ymm15, %ymm4
	vmovupd	416(%rax), %ymm15
	vsubpd	1736(%rsp), %ymm15, %ymm13
	vsubpd	1704(%rsp), %ymm3, %ymm15
	vsubpd	%ymm15, %ymm13, %ymm13
	vsubpd	1672(%rsp), %ymm13, %ymm15
	vsubpd	%ymm4, %ymm5, %ymm13
	vmovapd	%ymm15, 1480(%rsp)
	vminpd	%ymm4, %ymm5, %ymm15
	vmovapd	%ymm15, %ymm3
	vaddpd	%ymm4, %ymm5, %ymm15
	vmovapd	%ymm3, 136(%rsp)
	vmovapd	%ymm15, 840(%rsp)
	vaddpd	%ymm15, %ymm15, %ymm15
	vsubpd	%ymm3, %ymm15, %ymm15
	vdivpd	%ymm15, %ymm3, %ymm15
	vmovapd	808(%rsp), %ymm3
	vmulpd	1448(%rsp), %ymm3, %ymm3
	vsubpd	1096(%rsp), %ymm3, %ymm3
	vsubpd	968(%rsp), %ymm2, %ymm2
	vmulpd	1480(%rsp), %ymm5, %ymm5
	vmulpd	1224(%rsp), %ymm9, %ymm9
	vsubpd	936(%rsp), %ymm9, %ymm9
	vaddpd	%ymm11, %ymm3, %ymm3
	vmovapd	1032(%rsp), %ymm11
	vmulpd	1448(%rsp), %ymm1, %ymm1
	vaddpd	%ymm2, %ymm10, %ymm2
	vmovapd	1096(%rsp), %ymm10
	vmulpd	1576(%rsp), %ymm8, %ymm8
	vsubpd	%ymm13, %ymm5, %ymm5
	vaddpd	%ymm3, %ymm6, %ymm3
	vmulpd	1512(%rsp), %ymm0, %ymm0
	vmulpd	1480(%rsp), %ymm4, %ymm4
	vmulpd	1224(%rsp), %ymm7, %ymm7
	vaddpd	%ymm9, %ymm5, %ymm5
	vsubpd	%ymm1, %ymm10, %ymm1
	vaddpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm13, %ymm4
	vandpd	%ymm14, %ymm13, %ymm13
	vmovapd	1000(%rsp), %ymm5
	vaddpd	%ymm2, %ymm3, %ymm6
	vmovapd	1320(%rsp), %ymm3
	vmulpd	680(%rsp), %ymm3, %ymm2
	vmovapd	%ymm6, 808(%rsp)
	vmovapd	1256(%rsp), %ymm6
	vmulpd	616(%rsp), %ymm6, %ymm3
	vmovapd	1064(%rsp), %ymm6
	vsubpd	%ymm2, %ymm11, %ymm2
	vsubpd	%ymm3, %ymm5, %ymm3
	vaddpd	%ymm3, %ymm2, %ymm3
	vmulpd	744(%rsp), %ymm12, %ymm2
	vmovapd	968(%rsp), %ymm12
	vsubpd	%ymm0, %ymm12, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm1
	vandpd	%ymm6, %ymm14, %ymm2
	vmovapd	1288(%rsp), %ymm6
	vaddpd	%ymm1, %ymm3, %ymm1
	vmovapd	1128(%rsp), %ymm3
	vsubpd	%ymm8, %ymm3, %ymm8
	vaddpd	%ymm0, %ymm8, %ymm0
	vmovapd	936(%rsp), %ymm8
	vsubpd	%ymm7, %ymm8, %ymm7
	vaddpd	%ymm7, %ymm4, %ymm4
	vmovapd	1896(%rsp), %ymm7
	vaddpd	%ymm4, %ymm0, %ymm0
	vmovapd	2056(%rsp), %ymm4
	vaddpd	%ymm0, %ymm1, %ymm1
	vandpd	%ymm11, %ymm14, %ymm0
	vmovapd	1928(%rsp), %ymm11
	vmovapd	%ymm1, 1128(%rsp)
	vandpd	%ymm5, %ymm14, %ymm1
	vmovapd	2024(%rsp), %ymm5
	vaddpd	%ymm1, %ymm0, %ymm1
	vandpd	%ymm10, %ymm14, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm6, %ymm10
	vandpd	%ymm3, %ymm14, %ymm2
	vmovapd	1800(%rsp), %ymm3
	vmovapd	1864(%rsp), %ymm6
	vaddpd	%ymm0, %ymm1, %ymm0
	vandpd	%ymm12, %ymm14, %ymm1
	vmovapd	1960(%rsp), %ymm12
	vaddpd	%ymm2, %ymm1, %ymm2
	vandpd	%ymm8, %ymm14, %ymm1
	vaddpd	%ymm1, %ymm13, %ymm13
	vaddpd	%ymm13, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm1
	vmovapd	%ymm1, 1096(%rsp)
	vmulpd	%ymm10, %ymm10, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm0
	vaddpd	%ymm6, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	%ymm1, %ymm2, %ymm13
	vmovapd	%ymm13, 1064(%rsp)
	vmovapd	1352(%rsp), %ymm2
	vmovapd	1992(%rsp), %ymm13
	vmulpd	%ymm2, %ymm2, %ymm9
	vaddpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm2
	vmovapd	%ymm1, 1032(%rsp)
	vmulpd	%ymm3, %ymm2, %ymm1
	vmulpd	%ymm7, %ymm2, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm0, %ymm0
	vmovapd	1416(%rsp), %ymm4
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm1, %ymm1
	vmovapd	%ymm7, %ymm5
	vaddpd	%ymm13, %ymm0, %ymm0
	vmovapd	%ymm11, %ymm13
	vmulpd	%ymm2, %ymm1, %ymm8
	vmulpd	%ymm2, %ymm0, %ymm0
	vmovapd	%ymm8, 1000(%rsp)
	vmulpd	%ymm4, %ymm4, %ymm8
	vmovapd	%ymm6, %ymm4
	vmovapd	%ymm0, 968(%rsp)
	vmulpd	%ymm8, %ymm8, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm1
	vmulpd	%ymm7, %ymm2, %ymm0
	vmovapd	1544(%rsp), %ymm7
	vmulpd	%ymm7, %ymm7, %ymm7
	vaddpd	%ymm6, %ymm1, %ymm1
	vmovapd	2056(%rsp), %ymm6
	vaddpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm11
	vmovapd	%ymm11, 936(%rsp)
	vmulpd	%ymm2, %ymm0, %ymm11
	vmulpd	%ymm7, %ymm7, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm1
	vmulpd	%ymm5, %ymm2, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm0, %ymm0
	vmovapd	1608(%rsp), %ymm6
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm6, %ymm6
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm12
	vmovapd	%ymm12, 744(%rsp)
	vmulpd	%ymm2, %ymm0, %ymm12
	vmulpd	%ymm6, %ymm6, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm1
	vmulpd	%ymm5, %ymm2, %ymm0
	vmovapd	1640(%rsp), %ymm5
	vmulpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm13
	vmovapd	%ymm13, 680(%rsp)
	vmulpd	%ymm2, %ymm0, %ymm13
	vmulpd	%ymm5, %ymm5, %ymm2
	vmulpd	1896(%rsp), %ymm2, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm2, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vmovapd	1192(%rsp), %ymm4
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm4, %ymm4, %ymm4
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm2
	vmovapd	%ymm1, 616(%rsp)
	vmovapd	%ymm2, 584(%rsp)
	vmulpd	%ymm4, %ymm4, %ymm2
	vmulpd	1896(%rsp), %ymm2, %ymm0
	vmulpd	%ymm3, %ymm2, %ymm1
	vaddpd	1864(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm15, %ymm3
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm2
	vmovapd	%ymm1, 552(%rsp)
	vmovapd	%ymm2, 520(%rsp)
	vmulpd	%ymm3, %ymm3, %ymm2
	vmulpd	1800(%rsp), %ymm2, %ymm1
	vaddpd	1864(%rsp), %ymm1, %ymm1
	vmulpd	1896(%rsp), %ymm2, %ymm0
	vaddpd	1928(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	1960(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	2056(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	2024(%rsp), %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	1992(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm0, %ymm0
	vmovapd	1768(%rsp), %ymm2
	vmovapd	%ymm1, 488(%rsp)
	vmovapd	1032(%rsp), %ymm1
	vmovapd	%ymm0, 456(%rsp)
	vaddpd	%ymm2, %ymm1, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm1
	vmovapd	1064(%rsp), %ymm0
	vmovapd	%ymm1, 1032(%rsp)
	vaddpd	1832(%rsp), %ymm0, %ymm1
	vaddpd	1032(%rsp), %ymm1, %ymm0
	vmovapd	1288(%rsp), %ymm1
	vmulpd	%ymm10, %ymm0, %ymm0
	vmovapd	%ymm2, %ymm10
	vaddpd	%ymm10, %ymm11, %ymm11
	vaddpd	%ymm10, %ymm12, %ymm12
	vaddpd	%ymm10, %ymm13, %ymm13
	vmulpd	%ymm8, %ymm11, %ymm11
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm12, %ymm12
	vmulpd	%ymm6, %ymm13, %ymm13
	vaddpd	%ymm1, %ymm0, %ymm1
	vmovapd	1160(%rsp), %ymm0
	vsubpd	%ymm1, %ymm0, %ymm1
	vandpd	1256(%rsp), %ymm14, %ymm0
	vmulpd	648(%rsp), %ymm1, %ymm1
	vmulpd	360(%rsp), %ymm0, %ymm0
	vsubpd	%ymm0, %ymm1, %ymm1
	vaddpd	968(%rsp), %ymm2, %ymm0
	vmovapd	1832(%rsp), %ymm2
	vaddpd	1000(%rsp), %ymm2, %ymm2
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmovapd	1352(%rsp), %ymm2
	vmulpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vmovapd	1160(%rsp), %ymm2
	vmovapd	1832(%rsp), %ymm9
	vsubpd	%ymm0, %ymm2, %ymm0
	vandpd	1320(%rsp), %ymm14, %ymm2
	vmulpd	712(%rsp), %ymm0, %ymm0
	vmulpd	328(%rsp), %ymm2, %ymm2
	vsubpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	936(%rsp), %ymm9, %ymm1
	vaddpd	%ymm1, %ymm11, %ymm11
	vmovapd	1416(%rsp), %ymm1
	vmulpd	%ymm8, %ymm11, %ymm11
	vmovapd	1160(%rsp), %ymm8
	vmulpd	%ymm1, %ymm11, %ymm11
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm11, %ymm2
	vandpd	1384(%rsp), %ymm14, %ymm1
	vmulpd	296(%rsp), %ymm1, %ymm1
	vsubpd	%ymm2, %ymm8, %ymm2
	vmulpd	776(%rsp), %ymm2, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm1
	vaddpd	744(%rsp), %ymm9, %ymm2
	vaddpd	%ymm2, %ymm12, %ymm12
	vmulpd	%ymm7, %ymm12, %ymm12
	vmovapd	1544(%rsp), %ymm7
	vaddpd	%ymm7, %ymm7, %ymm2
	vmulpd	%ymm7, %ymm12, %ymm12
	vandpd	1448(%rsp), %ymm14, %ymm7
	vmulpd	264(%rsp), %ymm7, %ymm7
	vaddpd	%ymm2, %ymm12, %ymm2
	vsubpd	%ymm2, %ymm8, %ymm2
	vmulpd	872(%rsp), %ymm2, %ymm2
	vsubpd	%ymm7, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm1
	vandpd	1576(%rsp), %ymm14, %ymm2
	vmulpd	232(%rsp), %ymm2, %ymm2
	vaddpd	%ymm1, %ymm0, %ymm1
	vaddpd	680(%rsp), %ymm9, %ymm0
	vaddpd	%ymm0, %ymm13, %ymm13
	vmovapd	1608(%rsp), %ymm0
	vmulpd	%ymm6, %ymm13, %ymm13
	vaddpd	616(%rsp), %ymm9, %ymm6
	vmulpd	%ymm0, %ymm13, %ymm13
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm13, %ymm0
	vsubpd	%ymm0, %ymm8, %ymm0
	vmulpd	904(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm0, %ymm2
	vaddpd	584(%rsp), %ymm10, %ymm0
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm0, %ymm0
	vmovapd	1640(%rsp), %ymm5
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm0, %ymm0
	vandpd	1512(%rsp), %ymm14, %ymm5
	vmulpd	200(%rsp), %ymm5, %ymm5
	vsubpd	%ymm0, %ymm8, %ymm0
	vmulpd	424(%rsp), %ymm0, %ymm0
	vsubpd	%ymm5, %ymm0, %ymm0
	vaddpd	552(%rsp), %ymm9, %ymm5
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	520(%rsp), %ymm10, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vmovapd	1192(%rsp), %ymm4
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm2, %ymm4
	vandpd	1224(%rsp), %ymm14, %ymm2
	vsubpd	%ymm4, %ymm8, %ymm4
	vmulpd	392(%rsp), %ymm4, %ymm4
	vmulpd	168(%rsp), %ymm2, %ymm2
	vaddpd	488(%rsp), %ymm9, %ymm5
	vmovapd	808(%rsp), %ymm7
	vmovapd	1128(%rsp), %ymm6
	vsubpd	%ymm2, %ymm4, %ymm2
	vaddpd	456(%rsp), %ymm10, %ymm4
	vmulpd	%ymm3, %ymm4, %ymm4
	vaddpd	%ymm5, %ymm4, %ymm4
	vmulpd	%ymm3, %ymm4, %ymm4
	vmulpd	%ymm15, %ymm4, %ymm4
	vaddpd	%ymm15, %ymm15, %ymm15
	vaddpd	%ymm15, %ymm4, %ymm3
	vandpd	1480(%rsp), %ymm14, %ymm4
	vmulpd	136(%rsp), %ymm4, %ymm4
	vsubpd	%ymm3, %ymm8, %ymm3
	vmulpd	840(%rsp), %ymm3, %ymm3
	vsubpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm2, %ymm2
	vmovapd	-32(%r12), %ymm3
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm2, %ymm4
	vaddpd	%ymm0, %ymm1, %ymm0
	vmovapd	%ymm2, -32(%r12)
	vsubpd	%ymm4, %ymm2, %ymm1
	vsubpd	%ymm1, %ymm3, %ymm1
	vsubpd	%ymm4, %ymm7, %ymm3
	vmovapd	1096(%rsp), %ymm7
	vaddpd	%ymm3, %ymm1, %ymm1
	vmovapd	32(%r12), %ymm3
	vaddpd	-32(%rbx), %ymm1, %ymm1
	vaddpd	%ymm6, %ymm3, %ymm2
	vmovapd	%ymm1, -32(%rbx)
	vsubpd	%ymm3, %ymm2, %ymm4
	vmovapd	%ymm2, 32(%r12)
	vsubpd	%ymm4, %ymm2, %ymm1
	vsubpd	%ymm1, %ymm3, %ymm1
	vsubpd	%ymm4, %ymm6, %ymm3
	vaddpd	%ymm3, %ymm1, %ymm1
	vaddpd	32(%rbx), %ymm1, %ymm1
	vmovapd	%ymm1, 32(%rbx)
	vmovapd	96(%r12), %ymm1
	vaddpd	%ymm1, %ymm0, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, 96(%r12)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vmovapd	160(%r12), %ymm2
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	96(%rbx), %ymm1, %ymm1
	vmovapd	%ymm1, 96(%rbx)
	vaddpd	%ymm7, %ymm2, %ymm1
	vmovapd	%ymm1, 160(%r12)
	vsubpd	%ymm2, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm0
	vsubpd	%ymm3, %ymm7, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	160(%rbx), %ymm0, %ymm0
	vmovapd	%ymm0, 160(%rbx)
	cmpq	%r15, %rdx
	jne	.L200
	vmovapd	%ymm14, 1576(%rsp)
	movq	%r14, %rbx
	addq	$512, %rdi
	addq	$512, %rsi
	addq	$512, %r9
	addq	$512, %rcx
	cmpq	%r10, %r14
	je	.L246
	subq	$64, %r14
	movq	%r9, %rax
	cmpq	$63, %rbx
	jbe	.L254
.L186:
	movq	%rcx, %r8
	movq	%rsi, %rdx
	movq	%rdi, %r11
	jmp	.L196
	.p2align 4,,10
	.p2align 3
.L252:
	movq	1000(%rsp), %rax
	movq	968(%rsp), %rdi
	addq	$512, %rsi
	movq	936(%rsp), %rcx
	movq	904(%rsp), %rbx
	vmovapd	1736(%rsp), %ymm9
	addq	$512, %rdi
	addq	$512, %rax
	movq	%rbx, %r8
	addq	$512, %rcx
	cmpq	%rbx, 808(%rsp)
	je	.L161
	subq	$64, %rbx
	movq	%rax, %rdx
	movq	%rbx, 904(%rsp)
	cmpq	$63, %r8
	jbe	.L255
.L162:
	movq	%rcx, %r9
	movq	%rsi, %r8
	movq	%rdi, %r10
	jmp	.L172
.L210:
	vmovapd	1576(%rsp), %ymm12
	xorl	%edx, %edx
	leaq	4136(%rsp), %rax
	.p2align 4,,10
	.p2align 3
.L187:
	cmpq	%rbx, %rdx
	jnb	.L189
.L256:
	vmovsd	(%rcx,%rdx,8), %xmm1
	vmovsd	%xmm1, 512(%rax,%rdx,8)
	addq	$1, %rdx
	cmpq	%rbx, %rdx
	jb	.L256
.L189:
	movq	$0x000000000, 512(%rax,%rdx,8)
	addq	$1, %rdx
	cmpq	$64, %rdx
	jne	.L187
	vmovapd	%ymm12, 1576(%rsp)
	jmp	.L188
.L206:
	xorl	%r9d, %r9d
	leaq	4136(%rsp), %rdx
	.p2align 4,,10
	.p2align 3
.L163:
	cmpq	%r8, %r9
	jnb	.L165
.L257:
	vmovsd	(%rcx,%r9,8), %xmm5
	vmovsd	%xmm5, 512(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	%r8, %r9
	jb	.L257
.L165:
	movq	$0x000000000, 512(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	$64, %r9
	jne	.L163
	jmp	.L164
.L212:
	vmovsd	.LC128(%rip), %xmm1
	xorl	%r12d, %r12d
	vmovapd	1576(%rsp), %ymm12
	.p2align 4,,10
	.p2align 3
.L195:
	cmpq	%rbx, %r12
	jnb	.L197
.L258:
	vmovsd	(%rdi,%r12,8), %xmm0
	vmovsd	%xmm0, 1536(%rax,%r12,8)
	addq	$1, %r12
	cmpq	%rbx, %r12
	jb	.L258
.L197:
	vmovsd	%xmm1, 1536(%rax,%r12,8)
	addq	$1, %r12
	cmpq	$64, %r12
	jne	.L195
	vmovapd	%ymm12, 1576(%rsp)
	jmp	.L196
.L211:
	vmovsd	.LC128(%rip), %xmm1
	xorl	%r11d, %r11d
	vmovapd	1576(%rsp), %ymm12
	.p2align 4,,10
	.p2align 3
.L191:
	cmpq	%rbx, %r11
	jnb	.L193
.L259:
	vmovsd	(%rsi,%r11,8), %xmm9
	vmovsd	%xmm9, 1024(%rax,%r11,8)
	addq	$1, %r11
	cmpq	%rbx, %r11
	jb	.L259
.L193:
	vmovsd	%xmm1, 1024(%rax,%r11,8)
	addq	$1, %r11
	cmpq	$64, %r11
	jne	.L191
	vmovapd	%ymm12, 1576(%rsp)
	jmp	.L192
.L207:
	xorl	%r9d, %r9d
	.p2align 4,,10
	.p2align 3
.L167:
	cmpq	%r8, %r9
	jnb	.L169
.L260:
	vmovsd	(%rsi,%r9,8), %xmm5
	vmovsd	%xmm5, 1024(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	%r8, %r9
	jb	.L260
.L169:
	movq	$0x000000000, 1024(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	$64, %r9
	jne	.L167
	jmp	.L168
.L208:
	xorl	%r9d, %r9d
	.p2align 4,,10
	.p2align 3
.L171:
	cmpq	%r8, %r9
	jnb	.L173
.L261:
	vmovsd	(%rdi,%r9,8), %xmm0
	vmovsd	%xmm0, 1536(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	%r8, %r9
	jb	.L261
.L173:
	movq	$0x000000000, 1536(%rdx,%r9,8)
	addq	$1, %r9
	cmpq	$64, %r9
	jne	.L171
	jmp	.L175
.L251:
	leaq	2088(%rsp), %rax
	movq	%rax, 840(%rsp)
	leaq	2344(%rsp), %rax
	movq	%rax, 872(%rsp)
.L161:
	vmovq	.LC125(%rip), %xmm6
	movq	840(%rsp), %rax
	movq	872(%rsp), %rdx
	movq	16(%rbp), %rsi
	vmovapd	%xmm6, 2056(%rsp)
	vmovsd	.LC126(%rip), %xmm6
	vmovsd	%xmm6, 2024(%rsp)
.L160:
	vmovsd	(%rdx), %xmm6
	vmovsd	48(%rdx), %xmm0
	vmovsd	(%rax), %xmm15
	vmovsd	8(%rax), %xmm13
	vmovsd	%xmm6, 1768(%rsp)
	vxorpd	%xmm6, %xmm6, %xmm6
	vmovsd	24(%rdx), %xmm5
	vmovsd	16(%rax), %xmm12
	vmovsd	%xmm0, 1992(%rsp)
	vaddsd	%xmm6, %xmm15, %xmm0
	vmovsd	8(%rdx), %xmm4
	vmovsd	24(%rax), %xmm11
	vmovsd	%xmm5, 1960(%rsp)
	vmovsd	16(%rdx), %xmm3
	vmovsd	32(%rax), %xmm10
	vmovsd	%xmm4, 1928(%rsp)
	vmovsd	32(%rdx), %xmm2
	vmovsd	40(%rax), %xmm9
	vaddsd	%xmm0, %xmm13, %xmm6
	vmovsd	48(%rax), %xmm8
	vmovsd	40(%rdx), %xmm1
	vmovsd	%xmm3, 1800(%rsp)
	vmovsd	%xmm2, 1736(%rsp)
	vmovsd	56(%rax), %xmm7
	vmovsd	56(%rdx), %xmm14
	vmovsd	%xmm1, 1832(%rsp)
	vmovsd	%xmm14, 1864(%rsp)
	vaddsd	%xmm6, %xmm12, %xmm5
	vmovsd	%xmm7, 1704(%rsp)
	vmovsd	%xmm8, 1896(%rsp)
	vaddsd	%xmm5, %xmm11, %xmm4
	vaddsd	%xmm10, %xmm4, %xmm3
	vaddsd	%xmm3, %xmm9, %xmm2
	vaddsd	%xmm8, %xmm2, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm14
	vandpd	2056(%rsp), %xmm14, %xmm7
	vucomisd	2024(%rsp), %xmm7
	vmovsd	%xmm14, (%rsi)
	ja	.L243
	vsubsd	%xmm0, %xmm0, %xmm7
	vxorpd	%xmm8, %xmm8, %xmm8
	vsubsd	%xmm0, %xmm15, %xmm15
	vsubsd	%xmm7, %xmm8, %xmm7
	vaddsd	%xmm15, %xmm7, %xmm7
	vaddsd	1768(%rsp), %xmm7, %xmm7
	vaddsd	%xmm8, %xmm7, %xmm7
	vsubsd	%xmm0, %xmm6, %xmm8
	vsubsd	%xmm8, %xmm6, %xmm15
	vsubsd	%xmm8, %xmm13, %xmm13
	vmovsd	1896(%rsp), %xmm8
	vsubsd	%xmm15, %xmm0, %xmm0
	vaddsd	%xmm13, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm5, %xmm13
	vaddsd	1928(%rsp), %xmm0, %xmm0
	vsubsd	%xmm13, %xmm12, %xmm12
	vaddsd	%xmm7, %xmm0, %xmm0
	vsubsd	%xmm13, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vmovsd	1704(%rsp), %xmm7
	vaddsd	%xmm12, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm12
	vaddsd	1800(%rsp), %xmm6, %xmm6
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm0, %xmm6, %xmm0
	vsubsd	%xmm12, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm1, %xmm14, %xmm6
	vsubsd	%xmm12, %xmm10, %xmm10
	vaddsd	%xmm11, %xmm5, %xmm5
	vaddsd	1960(%rsp), %xmm5, %xmm5
	vaddsd	%xmm0, %xmm5, %xmm0
	vsubsd	%xmm12, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	%xmm10, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm9, %xmm9
	vaddsd	1736(%rsp), %xmm4, %xmm4
	vaddsd	%xmm0, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm2, %xmm0
	vsubsd	%xmm0, %xmm3, %xmm0
	vaddsd	%xmm9, %xmm0, %xmm0
	vaddsd	1832(%rsp), %xmm0, %xmm0
	vaddsd	%xmm4, %xmm0, %xmm0
	vsubsd	%xmm2, %xmm1, %xmm4
	vsubsd	%xmm4, %xmm1, %xmm3
	vsubsd	%xmm4, %xmm8, %xmm8
	vsubsd	%xmm3, %xmm2, %xmm2
	vaddsd	%xmm8, %xmm2, %xmm2
	vaddsd	1992(%rsp), %xmm2, %xmm2
	vaddsd	%xmm0, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm14, %xmm0
	vsubsd	%xmm0, %xmm1, %xmm0
	vsubsd	%xmm6, %xmm7, %xmm1
	vaddsd	%xmm1, %xmm0, %xmm0
	vaddsd	1864(%rsp), %xmm0, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	vmovsd	%xmm0, 8(%rsi)
.L249:
	addq	$64, %rax
	addq	$64, %rdx
	addq	$16, %rsi
	cmpq	%rax, 872(%rsp)
	jne	.L160
.L247:
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
.L243:
	.cfi_restore_state
	movq	$0x000000000, 8(%rsi)
	jmp	.L249
.L246:
	movq	64(%rsp), %r11
.L185:
	vmovq	.LC125(%rip), %xmm6
	movq	16(%rbp), %rcx
	movq	%r13, %rax
	vmovapd	%xmm6, 2056(%rsp)
	vmovsd	.LC126(%rip), %xmm6
	vmovsd	%xmm6, 2024(%rsp)
.L184:
	vmovsd	(%rax), %xmm6
	vmovsd	48(%rax), %xmm0
	vmovsd	(%r11), %xmm15
	vmovsd	8(%r11), %xmm13
	vmovsd	%xmm6, 1800(%rsp)
	vxorpd	%xmm6, %xmm6, %xmm6
	vmovsd	24(%rax), %xmm5
	vmovsd	16(%r11), %xmm12
	vmovsd	%xmm0, 1864(%rsp)
	vaddsd	%xmm6, %xmm15, %xmm0
	vmovsd	8(%rax), %xmm4
	vmovsd	24(%r11), %xmm11
	vmovsd	%xmm5, 1896(%rsp)
	vmovsd	16(%rax), %xmm3
	vmovsd	32(%rax), %xmm2
	vmovsd	%xmm4, 1928(%rsp)
	vmovsd	40(%rax), %xmm1
	vmovsd	56(%rax), %xmm14
	vaddsd	%xmm0, %xmm13, %xmm6
	vmovsd	32(%r11), %xmm10
	vmovsd	%xmm3, 1832(%rsp)
	vmovsd	40(%r11), %xmm9
	vmovsd	%xmm2, 1704(%rsp)
	vmovsd	48(%r11), %xmm8
	vmovsd	56(%r11), %xmm7
	vmovsd	%xmm1, 1736(%rsp)
	vmovsd	%xmm14, 1960(%rsp)
	vaddsd	%xmm6, %xmm12, %xmm5
	vmovsd	%xmm7, 1992(%rsp)
	vmovsd	%xmm8, 1768(%rsp)
	vaddsd	%xmm5, %xmm11, %xmm4
	vaddsd	%xmm4, %xmm10, %xmm3
	vaddsd	%xmm3, %xmm9, %xmm2
	vaddsd	%xmm8, %xmm2, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm14
	vandpd	2056(%rsp), %xmm14, %xmm7
	vucomisd	2024(%rsp), %xmm7
	vmovsd	%xmm14, (%rcx)
	ja	.L245
	vsubsd	%xmm0, %xmm0, %xmm7
	vxorpd	%xmm8, %xmm8, %xmm8
	vsubsd	%xmm0, %xmm15, %xmm15
	addq	$64, %r11
	addq	$64, %rax
	addq	$16, %rcx
	vsubsd	%xmm7, %xmm8, %xmm7
	vaddsd	%xmm15, %xmm7, %xmm7
	vaddsd	1800(%rsp), %xmm7, %xmm7
	vaddsd	%xmm8, %xmm7, %xmm7
	vsubsd	%xmm0, %xmm6, %xmm8
	vsubsd	%xmm8, %xmm6, %xmm15
	vsubsd	%xmm8, %xmm13, %xmm13
	vmovsd	1768(%rsp), %xmm8
	vsubsd	%xmm15, %xmm0, %xmm0
	vaddsd	%xmm13, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm5, %xmm13
	vaddsd	1928(%rsp), %xmm0, %xmm0
	vsubsd	%xmm13, %xmm12, %xmm12
	vaddsd	%xmm7, %xmm0, %xmm0
	vsubsd	%xmm13, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vmovsd	1992(%rsp), %xmm7
	vaddsd	%xmm12, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm12
	vaddsd	1832(%rsp), %xmm6, %xmm6
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm0, %xmm6, %xmm0
	vsubsd	%xmm12, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm1, %xmm14, %xmm6
	vaddsd	%xmm11, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm11
	vaddsd	1896(%rsp), %xmm5, %xmm5
	vsubsd	%xmm11, %xmm10, %xmm10
	vaddsd	%xmm0, %xmm5, %xmm0
	vsubsd	%xmm11, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	%xmm10, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm9, %xmm9
	vaddsd	1704(%rsp), %xmm4, %xmm4
	vaddsd	%xmm0, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm2, %xmm0
	vsubsd	%xmm0, %xmm3, %xmm0
	vaddsd	%xmm9, %xmm0, %xmm0
	vaddsd	1736(%rsp), %xmm0, %xmm0
	vaddsd	%xmm4, %xmm0, %xmm0
	vsubsd	%xmm2, %xmm1, %xmm4
	vsubsd	%xmm4, %xmm1, %xmm3
	vsubsd	%xmm4, %xmm8, %xmm8
	vsubsd	%xmm3, %xmm2, %xmm2
	vaddsd	%xmm8, %xmm2, %xmm2
	vaddsd	1864(%rsp), %xmm2, %xmm2
	vaddsd	%xmm0, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm14, %xmm0
	vsubsd	%xmm0, %xmm1, %xmm0
	vsubsd	%xmm6, %xmm7, %xmm1
	vaddsd	%xmm1, %xmm0, %xmm0
	vaddsd	1960(%rsp), %xmm0, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	vmovsd	%xmm0, -8(%rcx)
	cmpq	%r13, %r11
	jne	.L184
	jmp	.L247
.L245:
	addq	$64, %r11
	movq	$0x000000000, 8(%rcx)
	addq	$64, %rax
	addq	$16, %rcx
	cmpq	%r11, %r13
	jne	.L184
	jmp	.L247
.L253:
	leaq	3624(%rsp), %r11
	leaq	3880(%rsp), %r13
	jmp	.L185
	.cfi_endproc
.LFE6466:
	.size	compare_block, .-compare_block
	.p2align 4
	.type	above_f64, @function
above_f64:
.LFB6454:
	.cfi_startproc
	vbroadcastsd	%xmm0, %ymm2
	xorl	%eax, %eax
	jmp	.L263
	.p2align 4,,10
	.p2align 3
.L266:
	vcmpltpd	-64(%rdi,%rax,8), %ymm2, %ymm3
	vcmpltpd	-32(%rdi,%rax,8), %ymm2, %ymm1
	vpor	%ymm3, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L267
.L263:
	movq	%rax, %rdx
	addq	$8, %rax
	cmpq	%rax, %rsi
	jnb	.L266
.L267:
	cmpq	%rsi, %rdx
	jb	.L264
	jmp	.L262
	.p2align 4,,10
	.p2align 3
.L271:
	addq	$1, %rdx
	cmpq	%rdx, %rsi
	je	.L262
.L264:
	vmovsd	(%rdi,%rdx,8), %xmm1
	vcomisd	%xmm0, %xmm1
	jbe	.L271
.L262:
	movq	%rdx, %rax
	vzeroupper
	ret
	.cfi_endproc
.LFE6454:
	.size	above_f64, .-above_f64
	.p2align 4
	.type	above_f32, @function
above_f32:
.LFB6455:
	.cfi_startproc
	vcvtsd2ss	%xmm0, %xmm0, %xmm0
	xorl	%eax, %eax
	vbroadcastss	%xmm0, %ymm2
	jmp	.L273
	.p2align 4,,10
	.p2align 3
.L276:
	vcmpltps	-64(%rdi,%rax,4), %ymm2, %ymm3
	vcmpltps	-32(%rdi,%rax,4), %ymm2, %ymm1
	vpor	%ymm3, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L277
.L273:
	movq	%rax, %rdx
	addq	$16, %rax
	cmpq	%rax, %rsi
	jnb	.L276
.L277:
	cmpq	%rsi, %rdx
	jb	.L274
	jmp	.L272
	.p2align 4,,10
	.p2align 3
.L281:
	addq	$1, %rdx
	cmpq	%rdx, %rsi
	je	.L272
.L274:
	vmovss	(%rdi,%rdx,4), %xmm1
	vcomiss	%xmm0, %xmm1
	jbe	.L281
.L272:
	movq	%rdx, %rax
	vzeroupper
	ret
	.cfi_endproc
.LFE6455:
	.size	above_f32, .-above_f32
	.p2align 4
	.type	impossible_block, @function
impossible_block:
.LFB6456:
	.cfi_startproc
	movq	%rdi, %rcx
	cmpq	$3, %rdx
	jbe	.L291
	vpxor	%xmm3, %xmm3, %xmm3
	movl	$4, %eax
	vpcmpeqd	%ymm5, %ymm5, %ymm5
	vbroadcastsd	.LC146(%rip), %ymm2
	vmovdqa	%ymm3, %ymm4
	.p2align 4,,10
	.p2align 3
.L284:
	vcmpneqpd	-32(%rcx,%rax,8), %ymm2, %ymm1
	vcmpeqpd	-32(%rsi,%rax,8), %ymm2, %ymm0
	vpand	%ymm1, %ymm0, %ymm0
	vcmpeqpd	-32(%rcx,%rax,8), %ymm2, %ymm1
	vpblendvb	%ymm0, %ymm5, %ymm4, %ymm4
	vcmpneqpd	-32(%rsi,%rax,8), %ymm2, %ymm0
	addq	$4, %rax
	vpand	%ymm1, %ymm0, %ymm0
	vpblendvb	%ymm0, %ymm5, %ymm3, %ymm3
	cmpq	%rax, %rdx
	jnb	.L284
	leaq	-4(%rdx), %rax
	andq	$-4, %rax
	addq	$4, %rax
.L283:
	xorl	%r8d, %r8d
	xorl	%edi, %edi
	cmpq	%rdx, %rax
	jnb	.L285
	vmovsd	.LC146(%rip), %xmm2
	.p2align 4,,10
	.p2align 3
.L290:
	vmovsd	(%rsi,%rax,8), %xmm0
	vmovsd	(%rcx,%rax,8), %xmm1
	vucomisd	%xmm2, %xmm0
	jp	.L286
	jne	.L286
	xorl	%r9d, %r9d
	vcomisd	.LC147(%rip), %xmm1
	setnb	%r9b
	orl	%r9d, %edi
.L286:
	vucomisd	%xmm2, %xmm1
	jp	.L288
	jne	.L288
	xorl	%r9d, %r9d
	vcomisd	.LC147(%rip), %xmm0
	setnb	%r9b
	orl	%r9d, %r8d
.L288:
	addq	$1, %rax
	cmpq	%rax, %rdx
	jne	.L290
.L285:
	xorl	%eax, %eax
	vptest	%ymm4, %ymm4
	sete	%al
	xorl	%edx, %edx
	vptest	%ymm3, %ymm3
	setne	%dl
	xorl	$1, %eax
	orl	%r8d, %edx
	orl	%edi, %eax
	leal	(%rax,%rdx,2), %eax
	vzeroupper
	ret
	.p2align 4,,10
	.p2align 3
.L291:
	vpxor	%xmm3, %xmm3, %xmm3
	xorl	%eax, %eax
	vmovdqa	%ymm3, %ymm4
	jmp	.L283
	.cfi_endproc
.LFE6456:
	.size	impossible_block, .-impossible_block
	.p2align 4
	.type	exp_shifted_block, @function
exp_shifted_block:
.LFB6462:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vxorpd	%xmm1, %xmm1, %xmm1
	vpxor	%xmm2, %xmm2, %xmm2
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$2088, %rsp
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	vmovdqa	%ymm2, 616(%rsp)
	vmovdqa	%ymm2, 648(%rsp)
	vmovapd	%ymm1, 872(%rsp)
	vmovapd	%ymm1, 808(%rsp)
	vmovapd	%ymm1, 744(%rsp)
	vmovapd	%ymm1, 680(%rsp)
	vmovapd	%ymm1, 904(%rsp)
	vmovapd	%ymm1, 840(%rsp)
	vmovapd	%ymm1, 776(%rsp)
	vmovapd	%ymm1, 712(%rsp)
	testq	%rsi, %rsi
	je	.L298
	vbroadcastsd	%xmm0, %ymm4
	movq	%rsi, %rax
	movq	%rdx, -104(%rsp)
	movq	%rdi, %rsi
	movq	%rax, -96(%rsp)
	leaq	-1(%rax), %rdi
	leaq	-64(%rax), %r13
	movq	%rdx, %rbx
	movabsq	$-9223372036854775808, %r12
	vmovapd	%ymm4, 72(%rsp)
	andq	$-64, %rdi
	vmovdqa	.LC86(%rip), %ymm0
	vmovq	%r12, %xmm4
	movq	%rcx, -112(%rsp)
	subq	%rdi, %r13
	leaq	616(%rsp), %r14
	vpbroadcastq	%xmm4, %ymm4
	movq	%rax, %rdi
	leaq	648(%rsp), %r15
	vpsubq	%ymm4, %ymm0, %ymm5
	vmovdqa	.LC88(%rip), %ymm0
	vmovdqa	%ymm4, 40(%rsp)
	leaq	680(%rsp), %r11
	vmovdqa	%ymm5, 8(%rsp)
	leaq	744(%rsp), %r10
	leaq	808(%rsp), %r9
	vpsubq	%ymm4, %ymm0, %ymm5
	vmovdqa	.LC89(%rip), %ymm0
	leaq	872(%rsp), %r8
	vmovdqa	%ymm5, -24(%rsp)
	vpsubq	%ymm4, %ymm0, %ymm5
	vmovdqa	.LC90(%rip), %ymm0
	vmovdqa	%ymm5, -56(%rsp)
	vpsubq	%ymm4, %ymm0, %ymm4
	vmovdqa	%ymm4, -88(%rsp)
	.p2align 4,,10
	.p2align 3
.L302:
	movq	%rsi, %rax
	movq	%rbx, %rdx
	cmpq	$63, %rdi
	ja	.L300
	vmovdqa	40(%rsp), %ymm6
	vmovq	%rdi, %xmm4
	vbroadcastsd	.LC146(%rip), %ymm1
	leaq	1576(%rsp), %rdx
	vpbroadcastq	%xmm4, %ymm0
	leaq	1064(%rsp), %rax
	vpsubq	%ymm6, %ymm0, %ymm0
	vpcmpgtq	8(%rsp), %ymm0, %ymm3
	vmaskmovpd	(%rsi), %ymm3, %ymm2
	vblendvpd	%ymm3, %ymm2, %ymm1, %ymm2
	vpcmpgtq	-24(%rsp), %ymm0, %ymm3
	vmovapd	%ymm2, 1064(%rsp)
	vmaskmovpd	32(%rsi), %ymm3, %ymm2
	vblendvpd	%ymm3, %ymm2, %ymm1, %ymm2
	vpcmpgtq	-56(%rsp), %ymm0, %ymm3
	vmovapd	%ymm2, 1096(%rsp)
	vmaskmovpd	64(%rsi), %ymm3, %ymm2
	vblendvpd	%ymm3, %ymm2, %ymm1, %ymm2
	vpcmpgtq	-88(%rsp), %ymm0, %ymm3
	vmovapd	%ymm2, 1128(%rsp)
	vmaskmovpd	96(%rsi), %ymm3, %ymm2
	vblendvpd	%ymm3, %ymm2, %ymm1, %ymm2
	vmovapd	%ymm2, 1160(%rsp)
	vmovdqa	.LC91(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	128(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1192(%rsp)
	vmovdqa	.LC92(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	160(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1224(%rsp)
	vmovdqa	.LC93(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	192(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1256(%rsp)
	vmovdqa	.LC94(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	224(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1288(%rsp)
	vmovdqa	.LC95(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	256(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1320(%rsp)
	vmovdqa	.LC96(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	288(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1352(%rsp)
	vmovdqa	.LC97(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	320(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1384(%rsp)
	vmovdqa	.LC98(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	352(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1416(%rsp)
	vmovdqa	.LC99(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	384(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1448(%rsp)
	vmovdqa	.LC100(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	416(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1480(%rsp)
	vmovdqa	.LC101(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm2
	vmaskmovpd	448(%rsi), %ymm2, %ymm3
	vblendvpd	%ymm2, %ymm3, %ymm1, %ymm2
	vmovapd	%ymm2, 1512(%rsp)
	vmovdqa	.LC102(%rip), %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpcmpgtq	%ymm2, %ymm0, %ymm0
	vmaskmovpd	480(%rsi), %ymm0, %ymm2
	vblendvpd	%ymm0, %ymm2, %ymm1, %ymm1
	vmovapd	%ymm1, 1544(%rsp)
.L300:
	cmpq	$63, %rdi
	movq	%r15, %r12
	cmova	%r14, %r12
	xorl	%ecx, %ecx
	vmovdqa	(%r12), %ymm4
	vmovdqa	%ymm4, 552(%rsp)
.L301:
	vmovapd	72(%rsp), %ymm7
	vmovupd	(%rax), %ymm4
	addq	$32, %rdx
	addq	$32, %rax
	vbroadcastsd	.LC149(%rip), %ymm6
	vmovupd	32(%rax), %ymm2
	vsubpd	%ymm7, %ymm4, %ymm4
	vmovupd	160(%rax), %ymm3
	vbroadcastsd	.LC149(%rip), %ymm1
	vsubpd	%ymm7, %ymm2, %ymm9
	vbroadcastsd	.LC149(%rip), %ymm2
	vmaxpd	%ymm4, %ymm6, %ymm4
	vmulpd	.LC54(%rip), %ymm4, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm5
	vaddpd	.LC58(%rip), %ymm5, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm6
	vmaxpd	%ymm9, %ymm2, %ymm9
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vmovapd	%ymm5, 520(%rsp)
	vaddpd	%ymm4, %ymm6, %ymm6
	vaddpd	%ymm0, %ymm6, %ymm6
	vmulpd	.LC54(%rip), %ymm9, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm2
	vaddpd	.LC58(%rip), %ymm2, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm13
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vmovapd	%ymm2, 424(%rsp)
	vaddpd	%ymm9, %ymm13, %ymm13
	vaddpd	%ymm0, %ymm13, %ymm13
	vmovupd	96(%rax), %ymm0
	vsubpd	%ymm7, %ymm0, %ymm2
	vbroadcastsd	.LC149(%rip), %ymm0
	vmaxpd	%ymm2, %ymm0, %ymm2
	vmulpd	.LC54(%rip), %ymm2, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm0
	vmovapd	%ymm0, 392(%rsp)
	vaddpd	.LC58(%rip), %ymm0, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm12
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vaddpd	%ymm2, %ymm12, %ymm12
	vaddpd	%ymm0, %ymm12, %ymm12
	vsubpd	%ymm7, %ymm3, %ymm0
	vmaxpd	%ymm0, %ymm1, %ymm5
	vmulpd	.LC54(%rip), %ymm5, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm1
	vaddpd	.LC58(%rip), %ymm1, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm11
	vmovapd	%ymm1, 360(%rsp)
	vmovapd	%ymm5, 200(%rsp)
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vmovupd	224(%rax), %ymm3
	vmovupd	288(%rax), %ymm15
	vmovupd	352(%rax), %ymm8
	vbroadcastsd	.LC149(%rip), %ymm10
	vaddpd	%ymm5, %ymm11, %ymm11
	vaddpd	%ymm0, %ymm11, %ymm11
	vsubpd	%ymm7, %ymm3, %ymm0
	vbroadcastsd	.LC149(%rip), %ymm3
	vmaxpd	%ymm0, %ymm3, %ymm3
	vmulpd	.LC54(%rip), %ymm3, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm14
	vaddpd	.LC58(%rip), %ymm14, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm5
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vmovapd	%ymm3, 168(%rsp)
	vmovapd	%ymm14, 328(%rsp)
	vaddpd	%ymm3, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm5, %ymm5
	vsubpd	%ymm7, %ymm15, %ymm0
	vmaxpd	%ymm0, %ymm10, %ymm15
	vmulpd	.LC54(%rip), %ymm15, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm10
	vaddpd	.LC58(%rip), %ymm10, %ymm0
	vmovapd	%ymm15, 136(%rsp)
	vmovapd	%ymm10, 296(%rsp)
	vmulpd	.LC60(%rip), %ymm0, %ymm10
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vaddpd	%ymm15, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm13, %ymm15
	vaddpd	%ymm0, %ymm10, %ymm10
	vsubpd	%ymm7, %ymm8, %ymm0
	vbroadcastsd	.LC149(%rip), %ymm8
	vmaxpd	%ymm0, %ymm8, %ymm1
	vmulpd	.LC54(%rip), %ymm1, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm8
	vaddpd	.LC58(%rip), %ymm8, %ymm0
	vmovapd	%ymm1, 104(%rsp)
	vmovapd	%ymm8, 264(%rsp)
	vmulpd	.LC60(%rip), %ymm0, %ymm8
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vaddpd	%ymm1, %ymm8, %ymm8
	vaddpd	%ymm0, %ymm8, %ymm8
	vmovupd	416(%rax), %ymm0
	vsubpd	%ymm7, %ymm0, %ymm0
	vbroadcastsd	.LC149(%rip), %ymm7
	vmaxpd	%ymm0, %ymm7, %ymm14
	vmulpd	.LC54(%rip), %ymm14, %ymm0
	vaddpd	.LC56(%rip), %ymm0, %ymm7
	vmovapd	%ymm7, 232(%rsp)
	vaddpd	.LC58(%rip), %ymm7, %ymm0
	vmulpd	.LC60(%rip), %ymm0, %ymm7
	vmovapd	%ymm14, 584(%rsp)
	vmulpd	.LC62(%rip), %ymm0, %ymm0
	vaddpd	%ymm14, %ymm7, %ymm7
	vmulpd	%ymm6, %ymm6, %ymm14
	vaddpd	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm14, %ymm3
	vmulpd	.LC154(%rip), %ymm3, %ymm0
	vaddpd	.LC156(%rip), %ymm0, %ymm0
	vmulpd	.LC150(%rip), %ymm3, %ymm1
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vmulpd	%ymm3, %ymm0, %ymm0
	vaddpd	.LC158(%rip), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm15, %ymm14
	vmulpd	.LC154(%rip), %ymm14, %ymm3
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	.LC150(%rip), %ymm14, %ymm1
	vmulpd	%ymm14, %ymm3, %ymm3
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm14, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm3, %ymm3
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm12, %ymm14
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm13, %ymm1, %ymm3
	vsubpd	%ymm13, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm14, %ymm13
	vdivpd	%ymm1, %ymm3, %ymm15
	vmulpd	.LC154(%rip), %ymm13, %ymm3
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vmulpd	.LC150(%rip), %ymm13, %ymm1
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vmulpd	%ymm13, %ymm3, %ymm3
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm13, %ymm1, %ymm1
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm12, %ymm1, %ymm3
	vsubpd	%ymm12, %ymm1, %ymm1
	vdivpd	%ymm1, %ymm3, %ymm13
	vmovapd	%ymm13, 488(%rsp)
	vmulpd	%ymm11, %ymm11, %ymm13
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	.LC154(%rip), %ymm12, %ymm3
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vmulpd	.LC150(%rip), %ymm12, %ymm1
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm3, %ymm3
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm5, %ymm12
	vmulpd	%ymm13, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm3
	vsubpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm12, %ymm11
	vdivpd	%ymm1, %ymm3, %ymm13
	vmulpd	.LC150(%rip), %ymm11, %ymm1
	vmulpd	.LC154(%rip), %ymm11, %ymm3
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm3, %ymm3
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm12, %ymm3, %ymm3
	vcmpeqpd	.LC148(%rip), %ymm2, %ymm12
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm3
	vsubpd	%ymm5, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm11, %ymm5
	vdivpd	%ymm1, %ymm3, %ymm14
	vmulpd	.LC154(%rip), %ymm5, %ymm3
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vmulpd	.LC150(%rip), %ymm5, %ymm1
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm3, %ymm3
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm5, %ymm1, %ymm1
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm3, %ymm3
	vmulpd	%ymm8, %ymm8, %ymm11
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm5
	vsubpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm11, %ymm10
	vmulpd	.LC154(%rip), %ymm10, %ymm3
	vaddpd	.LC156(%rip), %ymm3, %ymm3
	vdivpd	%ymm1, %ymm5, %ymm5
	vmulpd	.LC150(%rip), %ymm10, %ymm1
	vmulpd	%ymm10, %ymm3, %ymm3
	vaddpd	.LC152(%rip), %ymm1, %ymm1
	vaddpd	.LC158(%rip), %ymm3, %ymm3
	vmulpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm3, %ymm3
	vaddpd	.LC160(%rip), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm7, %ymm11
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm11, %ymm11, %ymm10
	vaddpd	%ymm8, %ymm3, %ymm1
	vsubpd	%ymm8, %ymm3, %ymm3
	vmulpd	.LC154(%rip), %ymm10, %ymm8
	vaddpd	.LC156(%rip), %ymm8, %ymm8
	vmulpd	%ymm10, %ymm8, %ymm8
	vaddpd	.LC158(%rip), %ymm8, %ymm8
	vdivpd	%ymm3, %ymm1, %ymm1
	vmulpd	.LC150(%rip), %ymm10, %ymm3
	vaddpd	.LC152(%rip), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm10, %ymm3, %ymm3
	vaddpd	.LC160(%rip), %ymm3, %ymm3
	vaddpd	%ymm3, %ymm8, %ymm3
	vaddpd	%ymm7, %ymm3, %ymm8
	vsubpd	%ymm7, %ymm3, %ymm3
	vdivpd	%ymm3, %ymm8, %ymm11
	vaddpd	%ymm6, %ymm0, %ymm3
	vsubpd	%ymm6, %ymm0, %ymm0
	vmovdqa	520(%rsp), %ymm6
	vpsllq	$52, %ymm6, %ymm8
	vdivpd	%ymm0, %ymm3, %ymm0
	vcmpeqpd	.LC148(%rip), %ymm4, %ymm3
	vmovapd	%ymm11, 456(%rsp)
	vpaddq	%ymm0, %ymm8, %ymm8
	vcmpeqpd	.LC148(%rip), %ymm9, %ymm0
	vpandn	%ymm8, %ymm3, %ymm8
	vmulpd	%ymm8, %ymm4, %ymm4
	vmovdqu	%ymm8, -32(%rdx)
	vpor	%ymm3, %ymm0, %ymm3
	vmovapd	%ymm4, 520(%rsp)
	vmovdqa	424(%rsp), %ymm4
	vpsllq	$52, %ymm4, %ymm4
	vpaddq	%ymm15, %ymm4, %ymm4
	vpandn	%ymm4, %ymm0, %ymm0
	vmovdqa	392(%rsp), %ymm4
	vmovdqu	%ymm0, 32(%rdx)
	vmulpd	%ymm0, %ymm9, %ymm9
	vaddpd	%ymm8, %ymm0, %ymm0
	vpsllq	$52, %ymm4, %ymm7
	vpaddq	488(%rsp), %ymm7, %ymm7
	vpandn	%ymm7, %ymm12, %ymm7
	vmovdqu	%ymm7, 96(%rdx)
	vmulpd	%ymm7, %ymm2, %ymm2
	vmovapd	200(%rsp), %ymm6
	vmovdqa	360(%rsp), %ymm4
	vmovapd	136(%rsp), %ymm15
	vaddpd	520(%rsp), %ymm9, %ymm9
	vcmpeqpd	.LC148(%rip), %ymm6, %ymm10
	vpor	%ymm12, %ymm10, %ymm12
	vpor	%ymm3, %ymm12, %ymm12
	vpsllq	$52, %ymm4, %ymm3
	vcmpeqpd	.LC148(%rip), %ymm15, %ymm4
	vpaddq	%ymm13, %ymm3, %ymm3
	vpandn	%ymm3, %ymm10, %ymm10
	vmovapd	168(%rsp), %ymm3
	vmulpd	%ymm6, %ymm10, %ymm13
	vmovdqu	%ymm10, 160(%rdx)
	vaddpd	%ymm7, %ymm10, %ymm10
	vmovdqa	328(%rsp), %ymm6
	vcmpeqpd	.LC148(%rip), %ymm3, %ymm11
	vpsllq	$52, %ymm6, %ymm6
	vpaddq	%ymm14, %ymm6, %ymm6
	vaddpd	%ymm10, %ymm0, %ymm0
	vpandn	%ymm6, %ymm11, %ymm6
	vpor	%ymm11, %ymm4, %ymm11
	vpor	%ymm12, %ymm11, %ymm11
	vaddpd	%ymm13, %ymm2, %ymm2
	vmovdqa	296(%rsp), %ymm12
	vmovdqu	%ymm6, 224(%rdx)
	vmulpd	%ymm3, %ymm6, %ymm3
	vpsllq	$52, %ymm12, %ymm12
	vpaddq	%ymm5, %ymm12, %ymm12
	vaddpd	%ymm2, %ymm9, %ymm2
	vmovdqa	264(%rsp), %ymm5
	vpandn	%ymm12, %ymm4, %ymm4
	vmovapd	584(%rsp), %ymm12
	vmulpd	%ymm15, %ymm4, %ymm14
	vmovapd	104(%rsp), %ymm15
	vpsllq	$52, %ymm5, %ymm5
	vmovdqu	%ymm4, 288(%rdx)
	vcmpeqpd	.LC148(%rip), %ymm12, %ymm12
	vpaddq	%ymm1, %ymm5, %ymm5
	vaddpd	%ymm6, %ymm4, %ymm4
	vcmpeqpd	.LC148(%rip), %ymm15, %ymm1
	vpandn	%ymm5, %ymm1, %ymm5
	vpor	%ymm1, %ymm12, %ymm1
	vaddpd	%ymm14, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm5, %ymm15
	vpor	%ymm11, %ymm1, %ymm1
	vmovdqu	%ymm5, 352(%rdx)
	vmovdqa	552(%rsp), %ymm11
	vpblendvb	%ymm1, .LC167(%rip), %ymm11, %ymm11
	vmovdqa	232(%rsp), %ymm1
	vmovdqa	%ymm11, 552(%rsp)
	vpsllq	$52, %ymm1, %ymm1
	vpaddq	456(%rsp), %ymm1, %ymm1
	vpandn	%ymm1, %ymm12, %ymm1
	vmulpd	584(%rsp), %ymm1, %ymm12
	vmovdqu	%ymm1, 416(%rdx)
	vaddpd	%ymm5, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm4, %ymm4
	vmovapd	(%r11,%rcx), %ymm1
	vaddpd	%ymm15, %ymm12, %ymm12
	vaddpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm12, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm4
	vmovapd	%ymm2, (%r11,%rcx)
	vsubpd	%ymm4, %ymm2, %ymm5
	vsubpd	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm5, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	(%r10,%rcx), %ymm0, %ymm0
	vmovapd	%ymm0, (%r10,%rcx)
	vmovapd	(%r9,%rcx), %ymm0
	vaddpd	%ymm3, %ymm0, %ymm1
	vsubpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm4
	vsubpd	%ymm2, %ymm3, %ymm3
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	(%r8,%rcx), %ymm0, %ymm0
	vmovapd	%ymm0, (%r8,%rcx)
	vmovapd	%ymm1, (%r9,%rcx)
	cmpq	$32, %rcx
	je	.L328
	movl	$32, %ecx
	jmp	.L301
	.p2align 4,,10
	.p2align 3
.L328:
	subq	$64, %rdi
	vmovdqa	%ymm11, (%r12)
	addq	$512, %rsi
	addq	$512, %rbx
	cmpq	%r13, %rdi
	jne	.L302
	xorl	%r10d, %r10d
	movq	-96(%rsp), %rax
	movq	-104(%rsp), %rdx
	vmovdqa	616(%rsp), %ymm4
	movq	-112(%rsp), %rcx
	movq	%rax, %r9
	vptest	%ymm4, %ymm4
	setne	%r10b
	andq	$-64, %r9
	cmpq	%rax, %r9
	jnb	.L304
	movq	%rax, %rbx
	subq	%r9, %rbx
	leaq	-1(%rbx), %rsi
	cmpq	$7, %rsi
	jbe	.L305
	vmovq	%r9, %xmm4
	leaq	(%rdx,%r9,8), %r8
	vpxor	%xmm3, %xmm3, %xmm3
	movq	%rbx, %r11
	shrq	$3, %r11
	vpbroadcastq	%xmm4, %ymm2
	vpbroadcastq	.LC168(%rip), %ymm8
	vpaddq	.LC86(%rip), %ymm2, %ymm2
	salq	$6, %r11
	vxorpd	%xmm6, %xmm6, %xmm6
	vpbroadcastq	.LC169(%rip), %ymm5
	vpbroadcastq	.LC170(%rip), %ymm7
	vpbroadcastq	.LC171(%rip), %ymm4
	leaq	1576(%rsp), %rdi
	addq	%r8, %r11
	.p2align 4,,10
	.p2align 3
.L306:
	vmovdqa	%ymm2, %ymm1
	addq	$64, %r8
	vpaddq	%ymm8, %ymm2, %ymm2
	vpand	%ymm5, %ymm1, %ymm0
	vpaddq	%ymm7, %ymm1, %ymm1
	vmovq	%xmm0, %r13
	vpextrq	$1, %xmm0, %r12
	vpand	%ymm5, %ymm1, %ymm1
	vextracti128	$0x1, %ymm0, %xmm0
	vmovq	%xmm0, %r14
	vpextrq	$1, %xmm0, %rsi
	vmovsd	(%rdi,%r13,8), %xmm0
	vmovq	%xmm1, %r13
	vmovsd	(%rdi,%r14,8), %xmm9
	vmovhpd	(%rdi,%r12,8), %xmm0, %xmm0
	vpextrq	$1, %xmm1, %r12
	vextracti128	$0x1, %ymm1, %xmm1
	vmovhpd	(%rdi,%rsi,8), %xmm9, %xmm9
	vmovq	%xmm1, %r14
	vpextrq	$1, %xmm1, %rsi
	vmovsd	(%rdi,%r13,8), %xmm1
	vinsertf128	$0x1, %xmm9, %ymm0, %ymm0
	vmovsd	(%rdi,%r14,8), %xmm9
	vmovhpd	(%rdi,%r12,8), %xmm1, %xmm1
	vmovhpd	(%rdi,%rsi,8), %xmm9, %xmm9
	vmovupd	%ymm0, -64(%r8)
	vcmpeqpd	%ymm6, %ymm0, %ymm0
	vinsertf128	$0x1, %xmm9, %ymm1, %ymm1
	vmovupd	%ymm1, -32(%r8)
	vcmpeqpd	%ymm6, %ymm1, %ymm1
	vpand	%ymm0, %ymm4, %ymm0
	vpand	%ymm1, %ymm4, %ymm1
	vperm2i128	$32, %ymm1, %ymm0, %ymm9
	vperm2i128	$49, %ymm1, %ymm0, %ymm0
	vpshufd	$216, %ymm0, %ymm0
	vpshufd	$216, %ymm9, %ymm1
	vpunpcklqdq	%ymm0, %ymm1, %ymm0
	vpor	%ymm0, %ymm3, %ymm3
	cmpq	%r11, %r8
	jne	.L306
	vextracti128	$0x1, %ymm3, %xmm0
	vpor	%xmm3, %xmm0, %xmm0
	vpsrldq	$8, %xmm0, %xmm1
	vpor	%xmm1, %xmm0, %xmm0
	vpsrldq	$4, %xmm0, %xmm1
	vpor	%xmm1, %xmm0, %xmm0
	vmovd	%xmm0, %esi
	orl	%esi, %r10d
	movq	%rbx, %rsi
	andq	$-8, %rsi
	addq	%rsi, %r9
	andl	$7, %ebx
	je	.L304
.L305:
	movq	%r9, %rsi
	vxorpd	%xmm0, %xmm0, %xmm0
	xorl	%r8d, %r8d
	andl	$63, %esi
	leaq	0(,%r9,8), %rdi
	vmovsd	1576(%rsp,%rsi,8), %xmm1
	movl	$0, %esi
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, (%rdx,%r9,8)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	1(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 8(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	2(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 16(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	3(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 24(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	4(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 32(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	5(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 40(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	orl	%r8d, %r10d
	leaq	6(%r9), %r8
	cmpq	%rax, %r8
	jnb	.L304
	andl	$63, %r8d
	vmovsd	1576(%rsp,%r8,8), %xmm1
	xorl	%r8d, %r8d
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 48(%rdx,%rdi)
	setnp	%r8b
	cmovne	%esi, %r8d
	addq	$7, %r9
	orl	%r8d, %r10d
	cmpq	%rax, %r9
	jnb	.L304
	andl	$63, %r9d
	xorl	%eax, %eax
	vmovsd	1576(%rsp,%r9,8), %xmm1
	vucomisd	%xmm0, %xmm1
	vmovsd	%xmm1, 56(%rdx,%rdi)
	setnp	%al
	cmovne	%esi, %eax
	orl	%eax, %r10d
.L304:
	vmovdqa	680(%rsp), %xmm4
	vxorpd	%xmm9, %xmm9, %xmm9
	vmovdqa	%xmm4, 936(%rsp)
	vmovdqa	696(%rsp), %xmm4
	vmovsd	936(%rsp), %xmm14
	vmovsd	944(%rsp), %xmm13
	vmovdqa	%xmm4, 952(%rsp)
	vaddsd	%xmm9, %xmm14, %xmm5
	vmovdqa	712(%rsp), %xmm4
	vmovsd	952(%rsp), %xmm12
	vmovsd	960(%rsp), %xmm11
	vmovdqa	%xmm4, 968(%rsp)
	vmovdqa	728(%rsp), %xmm4
	vmovsd	968(%rsp), %xmm10
	vaddsd	%xmm5, %xmm13, %xmm7
	vmovdqa	%xmm4, 984(%rsp)
	vmovdqa	744(%rsp), %xmm4
	vmovdqa	%xmm4, 1000(%rsp)
	vaddsd	%xmm7, %xmm12, %xmm3
	vmovdqa	760(%rsp), %xmm4
	vmovsd	1008(%rsp), %xmm6
	vmovdqa	%xmm4, 1016(%rsp)
	vmovdqa	776(%rsp), %xmm4
	vmovsd	1016(%rsp), %xmm2
	vmovsd	%xmm6, 328(%rsp)
	vmovsd	1024(%rsp), %xmm0
	vmovdqa	%xmm4, 1032(%rsp)
	vmovdqa	792(%rsp), %xmm4
	vmovsd	1032(%rsp), %xmm1
	vmovsd	%xmm2, 360(%rsp)
	vaddsd	%xmm3, %xmm11, %xmm2
	vmovdqa	%xmm4, 1048(%rsp)
	vmovsd	1000(%rsp), %xmm4
	vmovsd	%xmm1, 424(%rsp)
	vmovsd	%xmm4, 296(%rsp)
	vaddsd	%xmm2, %xmm10, %xmm6
	vmovsd	976(%rsp), %xmm4
	vmovsd	%xmm0, 392(%rsp)
	vmovsd	%xmm4, 456(%rsp)
	vmovsd	984(%rsp), %xmm0
	vmovsd	1040(%rsp), %xmm15
	vmovsd	1048(%rsp), %xmm8
	vaddsd	%xmm4, %xmm6, %xmm1
	vmovsd	%xmm0, 520(%rsp)
	vmovsd	%xmm15, 488(%rsp)
	vmovsd	992(%rsp), %xmm15
	vmovsd	%xmm8, 552(%rsp)
	vaddsd	%xmm0, %xmm1, %xmm0
	vmovsd	1056(%rsp), %xmm8
	vmovsd	%xmm15, %xmm15, %xmm4
	vmovsd	%xmm8, 584(%rsp)
	vaddsd	%xmm15, %xmm0, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm8
	vucomisd	.LC126(%rip), %xmm8
	vmovsd	%xmm15, (%rcx)
	ja	.L324
	vsubsd	%xmm5, %xmm5, %xmm8
	vsubsd	%xmm5, %xmm14, %xmm14
	vsubsd	%xmm8, %xmm9, %xmm8
	vaddsd	%xmm14, %xmm8, %xmm8
	vaddsd	296(%rsp), %xmm8, %xmm8
	vaddsd	%xmm9, %xmm8, %xmm14
	vsubsd	%xmm5, %xmm7, %xmm9
	vsubsd	%xmm9, %xmm7, %xmm8
	vsubsd	%xmm9, %xmm13, %xmm13
	vsubsd	%xmm2, %xmm6, %xmm9
	vsubsd	%xmm8, %xmm5, %xmm8
	vsubsd	%xmm9, %xmm10, %xmm10
	vaddsd	%xmm13, %xmm8, %xmm8
	vsubsd	%xmm7, %xmm3, %xmm13
	vaddsd	328(%rsp), %xmm8, %xmm8
	vsubsd	%xmm13, %xmm3, %xmm5
	vsubsd	%xmm13, %xmm12, %xmm12
	vaddsd	%xmm14, %xmm8, %xmm8
	vsubsd	%xmm3, %xmm2, %xmm13
	vsubsd	%xmm5, %xmm7, %xmm5
	vsubsd	%xmm13, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm5, %xmm5
	vaddsd	360(%rsp), %xmm5, %xmm5
	vaddsd	%xmm8, %xmm5, %xmm7
	vsubsd	%xmm13, %xmm2, %xmm5
	vsubsd	%xmm5, %xmm3, %xmm3
	vsubsd	%xmm9, %xmm6, %xmm5
	vaddsd	%xmm11, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm2, %xmm2
	vmovsd	456(%rsp), %xmm5
	vaddsd	392(%rsp), %xmm3, %xmm3
	vaddsd	%xmm10, %xmm2, %xmm2
	vaddsd	424(%rsp), %xmm2, %xmm2
	vaddsd	%xmm7, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm1, %xmm7
	vaddsd	%xmm3, %xmm2, %xmm3
	vsubsd	%xmm7, %xmm1, %xmm2
	vsubsd	%xmm7, %xmm5, %xmm9
	vmovsd	520(%rsp), %xmm5
	vsubsd	%xmm2, %xmm6, %xmm2
	vsubsd	%xmm1, %xmm0, %xmm6
	vaddsd	%xmm9, %xmm2, %xmm2
	vaddsd	488(%rsp), %xmm2, %xmm2
	vaddsd	%xmm3, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm0, %xmm3
	vsubsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm3
	vsubsd	%xmm0, %xmm15, %xmm6
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	552(%rsp), %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm15, %xmm2
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm4, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	584(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
.L309:
	vmovdqa	808(%rsp), %xmm5
	vxorpd	%xmm8, %xmm8, %xmm8
	vmovsd	%xmm0, 8(%rcx)
	vmovdqa	%xmm5, 936(%rsp)
	vmovdqa	824(%rsp), %xmm5
	vmovsd	936(%rsp), %xmm14
	vmovsd	944(%rsp), %xmm13
	vmovdqa	%xmm5, 952(%rsp)
	vaddsd	%xmm8, %xmm14, %xmm6
	vmovdqa	840(%rsp), %xmm5
	vmovsd	952(%rsp), %xmm12
	vmovsd	960(%rsp), %xmm11
	vmovdqa	%xmm5, 968(%rsp)
	vmovdqa	856(%rsp), %xmm5
	vmovsd	968(%rsp), %xmm10
	vaddsd	%xmm6, %xmm13, %xmm7
	vmovdqa	%xmm5, 984(%rsp)
	vmovdqa	872(%rsp), %xmm5
	vmovdqa	%xmm5, 1000(%rsp)
	vmovdqa	888(%rsp), %xmm5
	vmovsd	1008(%rsp), %xmm2
	vmovdqa	%xmm5, 1016(%rsp)
	vmovdqa	904(%rsp), %xmm5
	vmovsd	1016(%rsp), %xmm0
	vmovsd	1024(%rsp), %xmm1
	vmovsd	%xmm2, 488(%rsp)
	vmovdqa	%xmm5, 1032(%rsp)
	vmovdqa	920(%rsp), %xmm5
	vmovsd	1032(%rsp), %xmm9
	vmovsd	%xmm0, 584(%rsp)
	vmovdqa	%xmm5, 1048(%rsp)
	vmovsd	1000(%rsp), %xmm5
	vmovsd	%xmm1, 328(%rsp)
	vmovsd	%xmm5, 296(%rsp)
	vaddsd	%xmm12, %xmm7, %xmm5
	vmovsd	%xmm9, 360(%rsp)
	vmovsd	976(%rsp), %xmm9
	vmovsd	1040(%rsp), %xmm15
	vmovsd	984(%rsp), %xmm0
	vmovsd	1056(%rsp), %xmm4
	vmovsd	%xmm15, 392(%rsp)
	vaddsd	%xmm5, %xmm11, %xmm3
	vmovsd	1048(%rsp), %xmm15
	vmovsd	%xmm0, 424(%rsp)
	vmovsd	%xmm15, 456(%rsp)
	vmovsd	992(%rsp), %xmm15
	vmovsd	%xmm4, 520(%rsp)
	vaddsd	%xmm10, %xmm3, %xmm2
	vmovsd	%xmm15, 552(%rsp)
	vaddsd	%xmm2, %xmm9, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm0
	vaddsd	%xmm15, %xmm0, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm4
	vucomisd	.LC126(%rip), %xmm4
	vmovsd	%xmm15, 16(%rcx)
	ja	.L325
	vsubsd	%xmm6, %xmm6, %xmm4
	vsubsd	%xmm6, %xmm14, %xmm14
	vsubsd	%xmm4, %xmm8, %xmm4
	vaddsd	%xmm14, %xmm4, %xmm4
	vaddsd	296(%rsp), %xmm4, %xmm4
	vaddsd	%xmm8, %xmm4, %xmm14
	vsubsd	%xmm6, %xmm7, %xmm8
	vsubsd	%xmm8, %xmm7, %xmm4
	vsubsd	%xmm8, %xmm13, %xmm13
	vsubsd	%xmm4, %xmm6, %xmm4
	vaddsd	%xmm13, %xmm4, %xmm4
	vsubsd	%xmm7, %xmm5, %xmm13
	vaddsd	488(%rsp), %xmm4, %xmm4
	vsubsd	%xmm13, %xmm12, %xmm12
	vaddsd	%xmm14, %xmm4, %xmm6
	vsubsd	%xmm13, %xmm5, %xmm4
	vsubsd	%xmm5, %xmm3, %xmm13
	vsubsd	%xmm4, %xmm7, %xmm4
	vsubsd	%xmm13, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm4, %xmm4
	vaddsd	584(%rsp), %xmm4, %xmm4
	vaddsd	%xmm6, %xmm4, %xmm6
	vsubsd	%xmm13, %xmm3, %xmm4
	vsubsd	%xmm4, %xmm5, %xmm5
	vaddsd	%xmm11, %xmm5, %xmm5
	vaddsd	328(%rsp), %xmm5, %xmm5
	vaddsd	%xmm6, %xmm5, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm6, %xmm2, %xmm5
	vsubsd	%xmm6, %xmm10, %xmm10
	vsubsd	%xmm2, %xmm1, %xmm6
	vsubsd	%xmm5, %xmm3, %xmm3
	vsubsd	%xmm0, %xmm15, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm3, %xmm3
	vaddsd	360(%rsp), %xmm3, %xmm3
	vaddsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm1, %xmm4
	vsubsd	%xmm1, %xmm0, %xmm6
	vsubsd	%xmm4, %xmm2, %xmm2
	vmovsd	424(%rsp), %xmm4
	vsubsd	%xmm6, %xmm4, %xmm8
	vmovsd	552(%rsp), %xmm4
	vaddsd	%xmm9, %xmm2, %xmm2
	vaddsd	392(%rsp), %xmm2, %xmm2
	vaddsd	%xmm3, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm0, %xmm3
	vsubsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm8, %xmm1, %xmm1
	vaddsd	456(%rsp), %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm5, %xmm4, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	520(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
.L311:
	vmovsd	%xmm0, 24(%rcx)
	movl	%r10d, %eax
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
.L324:
	.cfi_restore_state
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L309
.L325:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L311
.L298:
	xorl	%r10d, %r10d
	vptest	%ymm2, %ymm2
	setne	%r10b
	jmp	.L304
	.cfi_endproc
.LFE6462:
	.size	exp_shifted_block, .-exp_shifted_block
	.p2align 4
	.type	guarded_term, @function
guarded_term:
.LFB6437:
	.cfi_startproc
	leaq	8(%rsp), %r10
	.cfi_def_cfa 10, 0
	andq	$-32, %rsp
	vxorpd	%xmm1, %xmm1, %xmm1
	pushq	-8(%r10)
	vpcmpeqd	%ymm11, %ymm11, %ymm11
	pushq	%rbp
	movq	%rsp, %rbp
	.cfi_escape 0x10,0x6,0x2,0x76,0
	pushq	%r15
	.cfi_escape 0x10,0xf,0x2,0x76,0x78
	movq	%rdx, %r15
	pushq	%r14
	.cfi_escape 0x10,0xe,0x2,0x76,0x70
	movq	%rsi, %r14
	pushq	%r13
	.cfi_escape 0x10,0xd,0x2,0x76,0x68
	movl	%edi, %r13d
	pushq	%r12
	.cfi_escape 0x10,0xc,0x2,0x76,0x60
	movq	%rcx, %r12
	pushq	%r10
	.cfi_escape 0xf,0x3,0x76,0x58,0x6
	pushq	%rbx
	subq	$640, %rsp
	.cfi_escape 0x10,0x3,0x2,0x76,0x50
	vmovdqu	(%rsi), %ymm0
	movl	(%rcx), %ecx
	vmovdqu	(%rdx), %ymm4
	vbroadcastsd	24(%r12), %ymm2
	vcmpeqpd	%ymm1, %ymm0, %ymm7
	vbroadcastsd	16(%r12), %ymm3
	vmulpd	%ymm4, %ymm2, %ymm2
	vcmpeqpd	%ymm1, %ymm4, %ymm14
	vmulpd	%ymm0, %ymm3, %ymm3
	vpblendvb	%ymm7, %ymm11, %ymm14, %ymm8
	testl	%ecx, %ecx
	je	.L439
	vbroadcastsd	32(%r12), %ymm1
	vpxor	%xmm5, %xmm5, %xmm5
	movabsq	$2305843009213693952, %rax
	vmovq	%rax, %xmm12
	vmulpd	%ymm1, %ymm3, %ymm3
	vpbroadcastq	%xmm12, %ymm12
	vbroadcastsd	.LC174(%rip), %ymm1
	vandpd	%ymm1, %ymm3, %ymm6
	vpcmpeqq	%ymm12, %ymm6, %ymm6
	vpcmpeqq	%ymm5, %ymm6, %ymm10
	cmpl	$2, %edi
	je	.L440
	vbroadcastsd	64(%r12), %ymm9
	vmulpd	%ymm9, %ymm2, %ymm6
	vandpd	%ymm1, %ymm6, %ymm1
	vfmsub132pd	%ymm2, %ymm6, %ymm9
	vpcmpeqq	%ymm12, %ymm1, %ymm1
	vpcmpeqq	%ymm5, %ymm1, %ymm1
	vpor	%ymm10, %ymm1, %ymm1
	vpor	%ymm7, %ymm14, %ymm10
	vpor	%ymm1, %ymm10, %ymm10
	vmovdqa	%ymm1, -208(%rbp)
	vbroadcastsd	72(%r12), %ymm1
	vpblendvb	%ymm10, %ymm5, %ymm11, %ymm15
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm9, %ymm1, %ymm1
	vpblendvb	%ymm10, %ymm5, %ymm1, %ymm1
	vmovdqa	%ymm1, %ymm5
	vmovapd	%ymm1, %ymm13
.L331:
	movabsq	$4607182418800017408, %rax
	vpcmpeqd	%ymm1, %ymm1, %ymm1
	vmovdqa	%ymm3, %ymm9
	vmovq	%rax, %xmm10
	vpxor	%ymm8, %ymm1, %ymm2
	vmovdqa	%ymm6, %ymm8
	vpbroadcastq	%xmm10, %ymm10
	vmovdqa	%ymm2, -176(%rbp)
	vpxor	%ymm6, %ymm10, %ymm1
	vpxor	%ymm3, %ymm10, %ymm2
	vpand	%ymm15, %ymm2, %ymm2
	vpand	%ymm15, %ymm1, %ymm1
	vpxor	%ymm10, %ymm2, %ymm2
	vpxor	%ymm10, %ymm1, %ymm1
	vxorpd	%xmm10, %xmm10, %xmm10
	vcmpneqpd	%ymm10, %ymm4, %ymm10
	vpand	%ymm7, %ymm10, %ymm11
	vmovdqa	%ymm11, -240(%rbp)
	cmpl	$8, %r13d
	ja	.L333
	leaq	.L335(%rip), %rdx
	movl	%r13d, %eax
	movslq	(%rdx,%rax,4), %rax
	addq	%rdx, %rax
	jmp	*%rax
	.section	.rodata
	.align 4
	.align 4
.L335:
	.long	.L333-.L335
	.long	.L342-.L335
	.long	.L341-.L335
	.long	.L340-.L335
	.long	.L339-.L335
	.long	.L338-.L335
	.long	.L337-.L335
	.long	.L336-.L335
	.long	.L334-.L335
	.text
	.p2align 4,,10
	.p2align 3
.L439:
	vbroadcastsd	.LC174(%rip), %ymm1
	vpxor	%xmm9, %xmm9, %xmm9
	vxorpd	%xmm13, %xmm13, %xmm13
	movabsq	$2305843009213693952, %rax
	vmovq	%rax, %xmm6
	vpbroadcastq	%xmm6, %ymm6
	vandpd	%ymm1, %ymm3, %ymm5
	vandpd	%ymm1, %ymm2, %ymm1
	vpcmpeqq	%ymm6, %ymm5, %ymm5
	vpcmpeqq	%ymm6, %ymm1, %ymm1
	vpcmpeqq	%ymm9, %ymm5, %ymm5
	vpcmpeqq	%ymm9, %ymm1, %ymm1
	vpor	%ymm1, %ymm5, %ymm6
	vmovdqa	%ymm9, %ymm5
	vpblendvb	%ymm6, %ymm11, %ymm8, %ymm1
	vmovdqa	%ymm6, -208(%rbp)
	vmovapd	%ymm2, %ymm6
	vpxor	%ymm1, %ymm11, %ymm15
	jmp	.L331
	.p2align 4,,10
	.p2align 3
.L334:
	vsubpd	%ymm1, %ymm2, %ymm3
	testl	%ecx, %ecx
	je	.L358
	vbroadcastsd	.LC185(%rip), %ymm5
	vsubpd	%ymm13, %ymm3, %ymm3
	vbroadcastsd	.LC5(%rip), %ymm6
	vmulpd	%ymm2, %ymm5, %ymm2
	vandpd	%ymm6, %ymm3, %ymm6
	vcmpltpd	%ymm6, %ymm2, %ymm2
	vpand	%ymm3, %ymm2, %ymm3
.L358:
	vdivpd	%ymm1, %ymm3, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
.L348:
	vmovdqa	-240(%rbp), %ymm3
	vpblendvb	%ymm3, %ymm8, %ymm1, %ymm2
.L345:
	movabsq	$9218868437227405312, %rax
	vmovq	%rax, %xmm9
	vpbroadcastq	%xmm9, %ymm9
	vpxor	%ymm9, %ymm2, %ymm9
	.p2align 4,,10
	.p2align 3
.L352:
	vbroadcastsd	.LC1(%rip), %ymm3
	vxorpd	%xmm5, %xmm5, %xmm5
	vpxor	%xmm1, %xmm1, %xmm1
	movabsq	$9221120237041090560, %rax
	vcmplepd	%ymm0, %ymm5, %ymm6
	vcmplepd	%ymm4, %ymm5, %ymm5
	vpblendvb	%ymm7, %ymm1, %ymm14, %ymm1
	vcmpltpd	%ymm3, %ymm0, %ymm0
	vcmpltpd	%ymm3, %ymm4, %ymm3
	vpand	%ymm1, %ymm9, %ymm1
	vpxor	%ymm2, %ymm1, %ymm1
	vmovq	%rax, %xmm2
	vpbroadcastq	%xmm2, %ymm2
	vpand	%ymm6, %ymm0, %ymm0
	vpand	%ymm5, %ymm3, %ymm3
	vpand	%ymm3, %ymm0, %ymm0
	vpblendvb	%ymm0, %ymm1, %ymm2, %ymm1
	vpand	-208(%rbp), %ymm0, %ymm0
	vpand	-176(%rbp), %ymm0, %ymm0
	vmovapd	%ymm1, %ymm2
	vmovapd	%ymm1, -80(%rbp)
	vptest	%ymm0, %ymm0
	vmovdqa	%ymm0, -112(%rbp)
	je	.L329
	leaq	-112(%rbp), %rax
	xorl	%ebx, %ebx
	vxorpd	%xmm14, %xmm14, %xmm14
	movq	%rax, %rsi
	movl	%r13d, %eax
	movq	%r12, %r13
	movq	%rsi, %r12
.L397:
	cmpq	$0, (%r12,%rbx)
	jne	.L441
.L360:
	addq	$8, %rbx
	cmpq	$32, %rbx
	jne	.L397
	vmovapd	-80(%rbp), %ymm2
.L329:
	addq	$640, %rsp
	vmovapd	%ymm2, %ymm0
	popq	%rbx
	popq	%r10
	.cfi_remember_state
	.cfi_def_cfa 10, 0
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	leaq	-8(%r10), %rsp
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L342:
	.cfi_restore_state
	movabsq	$2251799813685248, %rax
	vbroadcastsd	.LC179(%rip), %ymm6
	vmovq	%rax, %xmm5
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm5, %ymm5
	vmovq	%rax, %xmm3
	vpaddq	%ymm5, %ymm2, %ymm5
	vpbroadcastq	%xmm3, %ymm3
	vpsubq	%ymm1, %ymm5, %ymm5
	vpand	%ymm3, %ymm5, %ymm5
	vpsrad	$20, %ymm5, %ymm3
	vpaddd	.LC177(%rip), %ymm3, %ymm3
	vpaddq	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm2, %ymm8
	vaddpd	%ymm6, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm2, %ymm6
	testl	%ecx, %ecx
	je	.L346
	movabsq	$4607182418800017408, %rax
	vmovq	%rax, %xmm1
	vpbroadcastq	%xmm1, %ymm1
	vpaddq	%ymm1, %ymm5, %ymm1
	vbroadcastsd	.LC183(%rip), %ymm5
	vmulpd	%ymm1, %ymm13, %ymm1
	vsubpd	%ymm1, %ymm8, %ymm1
	vdivpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC5(%rip), %ymm6
	vandpd	%ymm6, %ymm1, %ymm6
	vcmpltpd	%ymm6, %ymm5, %ymm5
	vpand	%ymm1, %ymm5, %ymm5
.L347:
	vbroadcastsd	.LC31(%rip), %ymm1
	vmulpd	%ymm5, %ymm5, %ymm8
	vbroadcastsd	.LC33(%rip), %ymm6
	vbroadcastsd	.LC41(%rip), %ymm10
	vmulpd	%ymm8, %ymm8, %ymm9
	vmulpd	%ymm1, %ymm9, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC35(%rip), %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC37(%rip), %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC39(%rip), %ymm6
	vmulpd	%ymm6, %ymm9, %ymm6
	vaddpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm9, %ymm6, %ymm6
	vbroadcastsd	.LC43(%rip), %ymm9
	vaddpd	%ymm9, %ymm6, %ymm6
	vmulpd	%ymm8, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC45(%rip), %ymm6
	vmulpd	%ymm6, %ymm3, %ymm6
	vmulpd	%ymm8, %ymm1, %ymm1
	vpxor	%xmm8, %xmm8, %xmm8
	vmulpd	%ymm5, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm1
	vbroadcastsd	.LC29(%rip), %ymm5
	vmulpd	%ymm5, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
	jmp	.L348
	.p2align 4,,10
	.p2align 3
.L341:
	movabsq	$2251799813685248, %rax
	vbroadcastsd	88(%r12), %ymm6
	vmovq	%rax, %xmm3
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovq	%rax, %xmm5
	vpaddq	%ymm3, %ymm6, %ymm3
	vpbroadcastq	%xmm5, %ymm5
	vpsubq	%ymm1, %ymm3, %ymm3
	vpand	%ymm5, %ymm3, %ymm8
	vbroadcastsd	.LC179(%rip), %ymm5
	vpsrad	$20, %ymm8, %ymm3
	vpaddd	.LC177(%rip), %ymm3, %ymm3
	vpaddq	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm3, %ymm3
	vsubpd	%ymm1, %ymm6, %ymm5
	testl	%ecx, %ecx
	je	.L349
	movabsq	$4607182418800017408, %rax
	vbroadcastsd	96(%r12), %ymm9
	vmovq	%rax, %xmm10
	vpbroadcastq	%xmm10, %ymm10
	vpaddq	%ymm10, %ymm8, %ymm8
	vxorpd	%xmm10, %xmm10, %xmm10
	vmulpd	%ymm10, %ymm8, %ymm8
	vsubpd	%ymm8, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm5, %ymm5
.L349:
	vbroadcastsd	.LC41(%rip), %ymm10
	vaddpd	%ymm1, %ymm6, %ymm6
	vbroadcastsd	.LC31(%rip), %ymm1
	vdivpd	%ymm6, %ymm5, %ymm5
	vbroadcastsd	.LC33(%rip), %ymm6
	vmulpd	%ymm5, %ymm5, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm9
	vmulpd	%ymm1, %ymm9, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC35(%rip), %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC37(%rip), %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC39(%rip), %ymm6
	vmulpd	%ymm6, %ymm9, %ymm6
	vaddpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm9, %ymm6, %ymm6
	vbroadcastsd	.LC43(%rip), %ymm9
	vaddpd	%ymm9, %ymm6, %ymm6
	vmulpd	%ymm8, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm1, %ymm1
	vbroadcastsd	.LC45(%rip), %ymm6
	vmulpd	%ymm6, %ymm3, %ymm6
	vmulpd	%ymm8, %ymm1, %ymm1
	vpxor	%xmm8, %xmm8, %xmm8
	vmulpd	%ymm5, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm1
	vbroadcastsd	.LC29(%rip), %ymm5
	vmulpd	%ymm5, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm1, %ymm1
	vxorpd	%xmm3, %xmm3, %xmm3
	vcmpltpd	%ymm1, %ymm3, %ymm3
	vpand	%ymm1, %ymm3, %ymm1
	vmulpd	%ymm1, %ymm2, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
	jmp	.L348
	.p2align 4,,10
	.p2align 3
.L339:
	movq	104(%r12), %rax
	vbroadcastsd	112(%r12), %ymm12
	vmovq	%rax, %xmm5
	vmovapd	%ymm12, -304(%rbp)
	vbroadcastsd	%xmm5, %ymm11
	vsubpd	%ymm1, %ymm2, %ymm5
	vmulpd	%ymm11, %ymm2, %ymm8
	vmovapd	%ymm11, -496(%rbp)
	vmovapd	%ymm5, -464(%rbp)
	vmulpd	%ymm12, %ymm1, %ymm5
	vfmsub132pd	%ymm2, %ymm8, %ymm11
	vaddpd	%ymm5, %ymm8, %ymm10
	vmovapd	%ymm11, %ymm9
	vmovapd	%ymm10, -272(%rbp)
	vmovapd	%ymm12, %ymm11
	vmovapd	%ymm10, %ymm12
	vsubpd	%ymm8, %ymm10, %ymm10
	vfmsub132pd	%ymm1, %ymm5, %ymm11
	vsubpd	%ymm10, %ymm12, %ymm12
	vsubpd	%ymm10, %ymm5, %ymm10
	vsubpd	%ymm12, %ymm8, %ymm8
	vaddpd	%ymm10, %ymm8, %ymm8
	vxorpd	%xmm10, %xmm10, %xmm10
	vaddpd	%ymm10, %ymm8, %ymm8
	testl	%ecx, %ecx
	jne	.L442
	vaddpd	%ymm11, %ymm9, %ymm9
	vxorpd	%xmm13, %xmm13, %xmm13
	vaddpd	%ymm8, %ymm9, %ymm5
	vmovapd	%ymm5, -336(%rbp)
.L354:
	movabsq	$2251799813685248, %rdx
	vmovapd	-304(%rbp), %ymm8
	vmulpd	-464(%rbp), %ymm8, %ymm5
	vmovq	%rdx, %xmm12
	movabsq	$-4503599627370496, %rdx
	vpbroadcastq	%xmm12, %ymm12
	vmovq	%rdx, %xmm11
	movabsq	$4607182418800017408, %rdx
	vpaddq	%ymm12, %ymm2, %ymm9
	vmovdqa	%ymm12, -592(%rbp)
	vpbroadcastq	%xmm11, %ymm11
	vmovapd	-272(%rbp), %ymm12
	vmovdqa	%ymm11, -368(%rbp)
	vpsubq	%ymm12, %ymm9, %ymm9
	vpand	%ymm11, %ymm9, %ymm9
	vpaddq	-272(%rbp), %ymm9, %ymm10
	vpsrad	$20, %ymm9, %ymm8
	vpaddd	.LC177(%rip), %ymm8, %ymm8
	vaddpd	.LC178(%rip), %ymm8, %ymm8
	vmovdqa	%ymm10, %ymm11
	vmovq	%rdx, %xmm10
	vpbroadcastq	%xmm10, %ymm10
	vsubpd	%ymm11, %ymm2, %ymm12
	vmovdqa	%ymm11, -400(%rbp)
	vaddpd	-400(%rbp), %ymm2, %ymm11
	vpaddq	%ymm10, %ymm9, %ymm9
	vmulpd	-336(%rbp), %ymm9, %ymm9
	vmovdqa	%ymm10, -624(%rbp)
	vxorpd	%xmm10, %xmm10, %xmm10
	vmovapd	%ymm9, -528(%rbp)
	vsubpd	%ymm9, %ymm10, %ymm9
	vaddpd	%ymm9, %ymm12, %ymm12
	vcmpeqpd	%ymm10, %ymm8, %ymm9
	vmulpd	.LC28(%rip), %ymm8, %ymm8
	vdivpd	%ymm11, %ymm12, %ymm11
	vpblendvb	%ymm9, %ymm5, %ymm12, %ymm12
	vmovdqa	%ymm12, -656(%rbp)
	vaddpd	-272(%rbp), %ymm2, %ymm12
	vdivpd	%ymm12, %ymm5, %ymm5
	vpblendvb	%ymm9, %ymm5, %ymm11, %ymm5
	vmulpd	%ymm2, %ymm8, %ymm11
	vmovdqa	%ymm5, %ymm12
	vmovapd	%ymm8, %ymm5
	vmulpd	.LC180(%rip), %ymm11, %ymm9
	vmovdqa	%ymm12, -432(%rbp)
	vmulpd	%ymm10, %ymm8, %ymm8
	vmulpd	-432(%rbp), %ymm12, %ymm12
	vfmsub132pd	%ymm2, %ymm11, %ymm5
	vaddpd	%ymm5, %ymm9, %ymm5
	vaddpd	%ymm5, %ymm8, %ymm5
	vmulpd	%ymm12, %ymm12, %ymm8
	vmulpd	.LC38(%rip), %ymm8, %ymm9
	vaddpd	.LC40(%rip), %ymm9, %ymm9
	vmovapd	%ymm5, -560(%rbp)
	vmulpd	.LC30(%rip), %ymm8, %ymm5
	vaddpd	.LC32(%rip), %ymm5, %ymm5
	vmulpd	%ymm8, %ymm9, %ymm9
	vaddpd	.LC42(%rip), %ymm9, %ymm9
	vmulpd	%ymm8, %ymm5, %ymm5
	vaddpd	.LC34(%rip), %ymm5, %ymm5
	vmulpd	%ymm12, %ymm9, %ymm9
	vmulpd	%ymm2, %ymm12, %ymm12
	vmovapd	-528(%rbp), %ymm2
	vmulpd	%ymm8, %ymm5, %ymm5
	vmovapd	-560(%rbp), %ymm8
	vaddpd	.LC36(%rip), %ymm5, %ymm5
	vaddpd	%ymm9, %ymm5, %ymm5
	vmovapd	-336(%rbp), %ymm9
	vsubpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm12, %ymm5, %ymm5
	vaddpd	-656(%rbp), %ymm5, %ymm5
	vmulpd	-432(%rbp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm8, %ymm2
	vmovapd	-400(%rbp), %ymm8
	vmovapd	-272(%rbp), %ymm12
	vsubpd	%ymm12, %ymm8, %ymm8
	vsubpd	%ymm8, %ymm11, %ymm8
	vaddpd	%ymm8, %ymm2, %ymm2
	vpaddq	-592(%rbp), %ymm1, %ymm8
	vpsubq	%ymm12, %ymm8, %ymm8
	vpand	-368(%rbp), %ymm8, %ymm8
	vaddpd	%ymm2, %ymm5, %ymm5
	vmulpd	-496(%rbp), %ymm5, %ymm5
	vpaddq	%ymm12, %ymm8, %ymm11
	vpsrad	$20, %ymm8, %ymm2
	vpaddq	-624(%rbp), %ymm8, %ymm8
	vpaddd	.LC177(%rip), %ymm2, %ymm2
	vaddpd	.LC178(%rip), %ymm2, %ymm2
	vmovdqa	%ymm11, -400(%rbp)
	vmulpd	%ymm9, %ymm8, %ymm9
	vsubpd	%ymm11, %ymm1, %ymm8
	vmovapd	%ymm5, -528(%rbp)
	vmovq	%rax, %xmm5
	vxorpd	.LC186(%rip), %xmm5, %xmm5
	movabsq	$4609434218613702656, %rax
	vcmpeqpd	%ymm10, %ymm2, %ymm10
	vmulpd	.LC28(%rip), %ymm2, %ymm2
	vbroadcastsd	%xmm5, %ymm5
	vmovapd	%ymm9, -560(%rbp)
	vsubpd	%ymm9, %ymm13, %ymm9
	vmulpd	-464(%rbp), %ymm5, %ymm5
	vaddpd	%ymm9, %ymm8, %ymm8
	vaddpd	-400(%rbp), %ymm1, %ymm9
	vdivpd	%ymm9, %ymm8, %ymm9
	vpblendvb	%ymm10, %ymm5, %ymm8, %ymm8
	vmovdqa	%ymm8, -656(%rbp)
	vaddpd	%ymm12, %ymm1, %ymm8
	vdivpd	%ymm8, %ymm5, %ymm5
	vpblendvb	%ymm10, %ymm5, %ymm9, %ymm10
	vmovdqa	%ymm10, %ymm9
	vmulpd	%ymm1, %ymm2, %ymm10
	vmovdqa	%ymm9, -432(%rbp)
	vmulpd	.LC180(%rip), %ymm10, %ymm8
	vmulpd	-432(%rbp), %ymm9, %ymm11
	vmovapd	%ymm10, %ymm5
	vmovapd	%ymm10, -592(%rbp)
	vbroadcastsd	.LC7(%rip), %ymm10
	vfmsub231pd	%ymm1, %ymm2, %ymm5
	vmulpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm12
	vaddpd	%ymm5, %ymm8, %ymm8
	vaddpd	%ymm8, %ymm2, %ymm13
	vmovapd	-304(%rbp), %ymm8
	vmovq	%rax, %xmm2
	vpbroadcastq	%xmm2, %ymm5
	vpsubq	%ymm8, %ymm5, %ymm2
	vpand	-368(%rbp), %ymm2, %ymm2
	vmovdqa	%ymm5, -688(%rbp)
	vmovapd	%ymm13, -624(%rbp)
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	-304(%rbp), %ymm2, %ymm2
	vpaddd	.LC177(%rip), %ymm5, %ymm5
	vaddpd	.LC178(%rip), %ymm5, %ymm13
	vsubpd	%ymm2, %ymm10, %ymm8
	vaddpd	%ymm2, %ymm10, %ymm2
	vmovapd	%ymm13, -464(%rbp)
	vdivpd	%ymm2, %ymm8, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm5
	vmulpd	%ymm5, %ymm5, %ymm13
	vmulpd	.LC30(%rip), %ymm13, %ymm2
	vaddpd	.LC32(%rip), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	.LC34(%rip), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	.LC36(%rip), %ymm2, %ymm2
	vmulpd	.LC38(%rip), %ymm13, %ymm9
	vaddpd	.LC40(%rip), %ymm9, %ymm9
	vmulpd	%ymm13, %ymm9, %ymm9
	vbroadcastsd	.LC45(%rip), %ymm13
	vaddpd	.LC42(%rip), %ymm9, %ymm9
	vmulpd	%ymm5, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm2
	vmovapd	-464(%rbp), %ymm5
	vmulpd	%ymm5, %ymm13, %ymm9
	vmulpd	.LC28(%rip), %ymm5, %ymm5
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm8, %ymm8
	vaddpd	%ymm9, %ymm2, %ymm9
	vmulpd	.LC30(%rip), %ymm12, %ymm2
	vaddpd	.LC32(%rip), %ymm2, %ymm2
	vaddpd	%ymm8, %ymm9, %ymm8
	vmovapd	-624(%rbp), %ymm9
	vmulpd	%ymm12, %ymm2, %ymm2
	vaddpd	.LC34(%rip), %ymm2, %ymm2
	vaddpd	%ymm5, %ymm8, %ymm5
	vmovapd	-304(%rbp), %ymm8
	vmulpd	%ymm8, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm2, %ymm2
	vaddpd	.LC36(%rip), %ymm2, %ymm2
	vmulpd	%ymm6, %ymm5, %ymm5
	vmulpd	.LC38(%rip), %ymm12, %ymm6
	vaddpd	.LC40(%rip), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm6, %ymm6
	vmovapd	-592(%rbp), %ymm12
	vaddpd	.LC42(%rip), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm1, %ymm11, %ymm11
	vaddpd	%ymm6, %ymm2, %ymm2
	vmovapd	-560(%rbp), %ymm6
	vsubpd	-336(%rbp), %ymm6, %ymm1
	vsubpd	%ymm1, %ymm9, %ymm1
	vmovapd	-400(%rbp), %ymm9
	vmulpd	%ymm11, %ymm2, %ymm2
	vsubpd	-272(%rbp), %ymm9, %ymm6
	vaddpd	-656(%rbp), %ymm2, %ymm2
	vmulpd	-432(%rbp), %ymm2, %ymm2
	vsubpd	%ymm6, %ymm12, %ymm6
	vaddpd	%ymm6, %ymm1, %ymm1
	vmovdqa	-688(%rbp), %ymm6
	vaddpd	%ymm1, %ymm2, %ymm2
	vmovdqa	-240(%rbp), %ymm1
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	-528(%rbp), %ymm2, %ymm2
	vpand	%ymm2, %ymm15, %ymm2
	vmovapd	-496(%rbp), %ymm15
	vpblendvb	%ymm1, %ymm5, %ymm2, %ymm5
	vpsubq	%ymm15, %ymm6, %ymm1
	vpand	-368(%rbp), %ymm1, %ymm1
	vmovdqa	%ymm5, %ymm2
	vpsrad	$20, %ymm1, %ymm8
	vpaddq	%ymm15, %ymm1, %ymm1
	vpaddd	.LC177(%rip), %ymm8, %ymm8
	vsubpd	%ymm1, %ymm10, %ymm6
	vaddpd	%ymm1, %ymm10, %ymm10
	vaddpd	.LC178(%rip), %ymm8, %ymm8
	vdivpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm8, %ymm13
	vmulpd	%ymm6, %ymm6, %ymm10
	vmulpd	%ymm10, %ymm10, %ymm9
	vmulpd	.LC30(%rip), %ymm9, %ymm1
	vaddpd	.LC32(%rip), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	.LC34(%rip), %ymm1, %ymm1
	vmulpd	.LC38(%rip), %ymm9, %ymm11
	vaddpd	.LC40(%rip), %ymm11, %ymm11
	vmulpd	.LC28(%rip), %ymm8, %ymm8
	vmulpd	%ymm9, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm11, %ymm11
	vaddpd	.LC36(%rip), %ymm1, %ymm1
	vaddpd	.LC42(%rip), %ymm11, %ymm11
	vmulpd	%ymm10, %ymm11, %ymm11
	vaddpd	%ymm11, %ymm1, %ymm9
	vmulpd	%ymm15, %ymm3, %ymm1
	vmulpd	%ymm10, %ymm9, %ymm9
	vmulpd	%ymm6, %ymm9, %ymm9
	vaddpd	%ymm6, %ymm6, %ymm6
	vaddpd	%ymm13, %ymm9, %ymm9
	vaddpd	%ymm6, %ymm9, %ymm9
	vaddpd	%ymm8, %ymm9, %ymm9
	vmulpd	%ymm1, %ymm9, %ymm9
	vpxor	%ymm9, %ymm5, %ymm9
	jmp	.L352
	.p2align 4,,10
	.p2align 3
.L338:
	vbroadcastsd	.LC5(%rip), %ymm5
	vsubpd	%ymm1, %ymm2, %ymm1
	testl	%ecx, %ecx
	je	.L355
	vbroadcastsd	.LC185(%rip), %ymm3
	vsubpd	%ymm13, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm3, %ymm2
	vandpd	%ymm5, %ymm1, %ymm6
	vcmpltpd	%ymm6, %ymm2, %ymm2
	vpand	%ymm1, %ymm2, %ymm1
.L355:
	vandpd	%ymm5, %ymm1, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
.L356:
	vmovdqa	-240(%rbp), %ymm3
	vpblendvb	%ymm3, %ymm8, %ymm1, %ymm1
	vmovdqa	%ymm1, %ymm2
	vpxor	%ymm1, %ymm9, %ymm9
	jmp	.L352
	.p2align 4,,10
	.p2align 3
.L340:
	movabsq	$2251799813685248, %rax
	vcmpltpd	%ymm1, %ymm2, %ymm12
	vbroadcastsd	.LC179(%rip), %ymm10
	vmovq	%rax, %xmm8
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm8, %ymm8
	vmovq	%rax, %xmm6
	vpblendvb	%ymm12, %ymm1, %ymm2, %ymm9
	vpblendvb	%ymm12, %ymm2, %ymm1, %ymm3
	vpbroadcastq	%xmm6, %ymm6
	vpaddq	%ymm9, %ymm8, %ymm8
	vpsubq	%ymm3, %ymm8, %ymm8
	vpand	%ymm6, %ymm8, %ymm8
	vpsrad	$20, %ymm8, %ymm6
	vpaddd	.LC177(%rip), %ymm6, %ymm6
	vpaddq	%ymm3, %ymm8, %ymm3
	vsubpd	%ymm3, %ymm9, %ymm11
	vaddpd	%ymm10, %ymm6, %ymm6
	testl	%ecx, %ecx
	jne	.L350
	vaddpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm1, %ymm2, %ymm10
	vbroadcastsd	.LC5(%rip), %ymm5
	vdivpd	%ymm3, %ymm11, %ymm3
.L351:
	vbroadcastsd	.LC31(%rip), %ymm1
	vmulpd	%ymm3, %ymm3, %ymm9
	vbroadcastsd	.LC33(%rip), %ymm2
	movabsq	$9218868437227405312, %rax
	vbroadcastsd	.LC41(%rip), %ymm11
	vmulpd	%ymm9, %ymm9, %ymm8
	vmulpd	%ymm1, %ymm8, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vbroadcastsd	.LC35(%rip), %ymm2
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vbroadcastsd	.LC37(%rip), %ymm2
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vbroadcastsd	.LC39(%rip), %ymm2
	vmulpd	%ymm2, %ymm8, %ymm2
	vaddpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm8, %ymm2, %ymm2
	vbroadcastsd	.LC43(%rip), %ymm8
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm1
	vbroadcastsd	.LC45(%rip), %ymm2
	vmulpd	%ymm2, %ymm6, %ymm2
	vmulpd	%ymm9, %ymm1, %ymm1
	vmovq	%rax, %xmm9
	vpbroadcastq	%xmm9, %ymm9
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm1, %ymm1
	vbroadcastsd	.LC29(%rip), %ymm2
	vmulpd	%ymm2, %ymm6, %ymm6
	vaddpd	%ymm3, %ymm1, %ymm1
	vmovdqa	-240(%rbp), %ymm3
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vandpd	%ymm5, %ymm1, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
	vpblendvb	%ymm3, %ymm9, %ymm1, %ymm1
	vmovdqa	%ymm1, %ymm2
	vpxor	%ymm1, %ymm9, %ymm9
	jmp	.L352
	.p2align 4,,10
	.p2align 3
.L337:
	vsubpd	%ymm1, %ymm2, %ymm3
	testl	%ecx, %ecx
	je	.L357
	vbroadcastsd	.LC5(%rip), %ymm6
	vsubpd	%ymm13, %ymm3, %ymm5
	vbroadcastsd	.LC185(%rip), %ymm3
	vmulpd	%ymm2, %ymm3, %ymm3
	vandpd	%ymm6, %ymm5, %ymm6
	vcmpltpd	%ymm6, %ymm3, %ymm3
	vpand	%ymm5, %ymm3, %ymm3
.L357:
	vsqrtpd	%ymm1, %ymm1
	vsqrtpd	%ymm2, %ymm2
	vaddpd	%ymm1, %ymm2, %ymm2
	vdivpd	%ymm2, %ymm3, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm1
	vpand	%ymm1, %ymm15, %ymm1
	jmp	.L356
	.p2align 4,,10
	.p2align 3
.L336:
	vsqrtpd	%ymm2, %ymm9
	vsqrtpd	%ymm1, %ymm1
	vmovdqa	-240(%rbp), %ymm3
	vmulpd	%ymm1, %ymm9, %ymm9
	vpxor	%xmm1, %xmm1, %xmm1
	vpand	%ymm9, %ymm15, %ymm9
	vpblendvb	%ymm3, %ymm1, %ymm9, %ymm9
	vmovdqa	%ymm9, %ymm2
	jmp	.L352
	.p2align 4,,10
	.p2align 3
.L441:
	vmovsd	(%r14,%rbx), %xmm0
	vcomisd	%xmm14, %xmm0
	jbe	.L432
	vmovsd	.LC126(%rip), %xmm1
	vcomisd	%xmm0, %xmm1
	jb	.L432
	vmovsd	(%r15,%rbx), %xmm2
	vcomisd	%xmm14, %xmm2
	jbe	.L432
	vcomisd	%xmm2, %xmm1
	vmovsd	%xmm2, -176(%rbp)
	jb	.L432
	movl	%eax, -272(%rbp)
	leaq	-120(%rbp), %rdi
	vzeroupper
	call	frexp@PLT
	movl	-120(%rbp), %eax
	leaq	-116(%rbp), %rdi
	vaddsd	%xmm0, %xmm0, %xmm7
	vmovsd	-176(%rbp), %xmm2
	leal	-1(%rax), %ecx
	vmovsd	%xmm2, %xmm2, %xmm0
	movl	%ecx, -240(%rbp)
	vmovsd	%xmm7, -208(%rbp)
	call	frexp@PLT
	movl	-116(%rbp), %eax
	movl	-240(%rbp), %edi
	vxorpd	%xmm14, %xmm14, %xmm14
	subl	4(%r13), %edi
	vaddsd	%xmm0, %xmm0, %xmm2
	leal	-1(%rax), %edx
	movl	-272(%rbp), %eax
	subl	8(%r13), %edx
	movl	%edi, -120(%rbp)
	movl	%edx, -116(%rbp)
	cmpl	$2, %eax
	je	.L443
	vmovsd	48(%r13), %xmm6
	movl	%edi, %esi
	movl	%edx, %ecx
	vmovsd	56(%r13), %xmm8
	subl	%edx, %esi
	cmpl	%edx, %edi
	vmulsd	%xmm6, %xmm2, %xmm5
	cmovge	%edi, %ecx
	vbroadcastsd	%xmm5, %ymm3
	cmpl	$500, %esi
	jg	.L369
	movl	%edx, %r8d
	subl	%edi, %r8d
	cmpl	$500, %r8d
	jle	.L370
.L369:
	movabsq	$2251799813685248, %r9
	vxorpd	%xmm7, %xmm7, %xmm7
	vbroadcastsd	-208(%rbp), %ymm2
	movabsq	$-4503599627370496, %r10
	vmovq	%r9, %xmm0
	vmovq	%r10, %xmm1
	vbroadcastsd	.LC179(%rip), %ymm12
	vbroadcastsd	.LC33(%rip), %ymm9
	vpbroadcastq	%xmm0, %ymm0
	vpbroadcastq	%xmm1, %ymm1
	vbroadcastsd	.LC39(%rip), %ymm4
	vbroadcastsd	.LC41(%rip), %ymm13
	vbroadcastsd	.LC35(%rip), %ymm10
	vpaddq	%ymm0, %ymm2, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm11
	vpsubq	%ymm3, %ymm0, %ymm0
	vpand	%ymm1, %ymm0, %ymm1
	vpaddq	%ymm3, %ymm1, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm8
	vaddpd	%ymm0, %ymm2, %ymm2
	vpsrad	$20, %ymm1, %ymm0
	vdivpd	%ymm2, %ymm8, %ymm8
	vcvtsi2sdl	%esi, %xmm7, %xmm2
	vmovdqa	.LC177(%rip), %ymm7
	vpaddd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm12, %ymm0
	vbroadcastsd	%xmm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm2
	vmulpd	%ymm8, %ymm8, %ymm6
	vmulpd	%ymm6, %ymm6, %ymm15
	vmulpd	.LC30(%rip), %ymm15, %ymm0
	vmulpd	%ymm4, %ymm15, %ymm1
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm0, %ymm0
	vaddpd	%ymm13, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm0, %ymm0
	vbroadcastsd	.LC43(%rip), %ymm15
	vaddpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vbroadcastsd	.LC45(%rip), %ymm6
	vmulpd	%ymm6, %ymm2, %ymm1
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm8, %ymm8
	vaddpd	%ymm1, %ymm0, %ymm1
	vaddpd	%ymm8, %ymm1, %ymm0
	vbroadcastsd	.LC29(%rip), %ymm8
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	cmpl	%edx, %edi
	jle	.L444
	cmpl	$8, %eax
	ja	.L384
	leaq	.L398(%rip), %r8
	movl	%eax, %esi
	movslq	(%r8,%rsi,4), %rsi
	addq	%r8, %rsi
	jmp	*%rsi
	.section	.rodata
	.align 4
	.align 4
.L398:
	.long	.L373-.L398
	.long	.L375-.L398
	.long	.L384-.L398
	.long	.L376-.L398
	.long	.L384-.L398
	.long	.L384-.L398
	.long	.L384-.L398
	.long	.L377-.L398
	.long	.L382-.L398
	.text
	.p2align 4,,10
	.p2align 3
.L432:
	vmovsd	.LC172(%rip), %xmm0
.L361:
	vmovsd	%xmm0, -80(%rbp,%rbx)
	jmp	.L360
	.p2align 4,,10
	.p2align 3
.L440:
	vbroadcastsd	40(%r12), %ymm6
	vxorpd	%xmm13, %xmm13, %xmm13
	vmulpd	%ymm2, %ymm6, %ymm6
	vandpd	%ymm1, %ymm6, %ymm1
	vpcmpeqq	%ymm12, %ymm1, %ymm1
	vpcmpeqq	%ymm5, %ymm1, %ymm1
	vpor	%ymm10, %ymm1, %ymm5
	vpblendvb	%ymm5, %ymm11, %ymm8, %ymm1
	vmovdqa	%ymm5, -208(%rbp)
	vpxor	%xmm5, %xmm5, %xmm5
	vpxor	%ymm1, %ymm11, %ymm15
	jmp	.L331
.L333:
	movabsq	$2251799813685248, %rax
	vbroadcastsd	.LC179(%rip), %ymm6
	vbroadcastsd	.LC181(%rip), %ymm9
	vmovq	%rax, %xmm3
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovq	%rax, %xmm5
	vpaddq	%ymm3, %ymm2, %ymm3
	vpbroadcastq	%xmm5, %ymm5
	vpsubq	%ymm1, %ymm3, %ymm3
	vpand	%ymm5, %ymm3, %ymm3
	vpsrad	$20, %ymm3, %ymm5
	vpaddd	.LC177(%rip), %ymm5, %ymm5
	vpaddq	%ymm3, %ymm1, %ymm11
	vsubpd	%ymm11, %ymm2, %ymm12
	vmovdqa	%ymm11, -304(%rbp)
	vaddpd	%ymm6, %ymm5, %ymm6
	vbroadcastsd	.LC29(%rip), %ymm5
	vmulpd	%ymm5, %ymm6, %ymm5
	vmulpd	%ymm2, %ymm5, %ymm6
	vmulpd	%ymm9, %ymm6, %ymm9
	vfmsub132pd	%ymm2, %ymm6, %ymm5
	vaddpd	%ymm5, %ymm9, %ymm5
	vmovapd	%ymm5, -272(%rbp)
	vaddpd	%ymm11, %ymm2, %ymm5
	testl	%ecx, %ecx
	jne	.L343
	vdivpd	%ymm5, %ymm12, %ymm11
.L344:
	vbroadcastsd	.LC31(%rip), %ymm3
	vmulpd	%ymm11, %ymm11, %ymm9
	vbroadcastsd	.LC33(%rip), %ymm5
	vbroadcastsd	.LC41(%rip), %ymm13
	vmulpd	%ymm9, %ymm9, %ymm10
	vmulpd	%ymm3, %ymm10, %ymm3
	vaddpd	%ymm5, %ymm3, %ymm3
	vbroadcastsd	.LC35(%rip), %ymm5
	vmulpd	%ymm10, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm3, %ymm3
	vbroadcastsd	.LC37(%rip), %ymm5
	vmulpd	%ymm10, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm3, %ymm3
	vbroadcastsd	.LC39(%rip), %ymm5
	vmulpd	%ymm5, %ymm10, %ymm5
	vaddpd	%ymm13, %ymm5, %ymm5
	vmulpd	%ymm10, %ymm5, %ymm5
	vbroadcastsd	.LC43(%rip), %ymm10
	vaddpd	%ymm10, %ymm5, %ymm5
	vmulpd	%ymm9, %ymm5, %ymm5
	vmulpd	%ymm2, %ymm9, %ymm9
	vaddpd	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm9, %ymm3, %ymm2
	vmovapd	-304(%rbp), %ymm3
	vsubpd	%ymm1, %ymm3, %ymm13
	vmovdqa	-240(%rbp), %ymm3
	vaddpd	%ymm12, %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm6
	vaddpd	-272(%rbp), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm2, %ymm2
	vpand	%ymm2, %ymm15, %ymm2
	vpblendvb	%ymm3, %ymm8, %ymm2, %ymm2
	jmp	.L345
	.p2align 4,,10
	.p2align 3
.L442:
	vmulpd	-304(%rbp), %ymm13, %ymm10
	vsubpd	%ymm1, %ymm2, %ymm5
	vaddpd	%ymm11, %ymm10, %ymm10
	vaddpd	%ymm9, %ymm10, %ymm10
	vbroadcastsd	.LC5(%rip), %ymm9
	vaddpd	%ymm8, %ymm10, %ymm12
	vsubpd	%ymm13, %ymm5, %ymm10
	vbroadcastsd	.LC185(%rip), %ymm8
	vmulpd	%ymm2, %ymm8, %ymm8
	vandpd	%ymm9, %ymm10, %ymm9
	vmovapd	%ymm12, -336(%rbp)
	vcmpltpd	%ymm9, %ymm8, %ymm8
	vpand	%ymm10, %ymm8, %ymm5
	vmovdqa	%ymm5, -464(%rbp)
	jmp	.L354
	.p2align 4,,10
	.p2align 3
.L350:
	vpxor	%xmm10, %xmm10, %xmm10
	vaddpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm1, %ymm2, %ymm1
	movabsq	$4607182418800017408, %rax
	vpblendvb	%ymm12, %ymm10, %ymm5, %ymm10
	vpand	%ymm12, %ymm5, %ymm5
	vmovq	%rax, %xmm12
	vpbroadcastq	%xmm12, %ymm12
	vpaddq	%ymm12, %ymm8, %ymm8
	vsubpd	%ymm13, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm8, %ymm8
	vbroadcastsd	.LC185(%rip), %ymm10
	vmulpd	%ymm2, %ymm10, %ymm10
	vsubpd	%ymm8, %ymm5, %ymm5
	vaddpd	%ymm11, %ymm5, %ymm5
	vdivpd	%ymm3, %ymm5, %ymm8
	vbroadcastsd	.LC5(%rip), %ymm5
	vbroadcastsd	.LC183(%rip), %ymm3
	vandpd	%ymm5, %ymm8, %ymm9
	vcmpltpd	%ymm9, %ymm3, %ymm3
	vpand	%ymm8, %ymm3, %ymm3
	vandpd	%ymm5, %ymm1, %ymm8
	vcmpltpd	%ymm8, %ymm10, %ymm10
	vpand	%ymm1, %ymm10, %ymm10
	jmp	.L351
	.p2align 4,,10
	.p2align 3
.L343:
	movabsq	$4607182418800017408, %rax
	vbroadcastsd	.LC183(%rip), %ymm11
	vmovq	%rax, %xmm9
	vpbroadcastq	%xmm9, %ymm9
	vpaddq	%ymm9, %ymm3, %ymm3
	vbroadcastsd	.LC5(%rip), %ymm9
	vmulpd	%ymm3, %ymm13, %ymm3
	vsubpd	%ymm3, %ymm12, %ymm12
	vsubpd	%ymm13, %ymm3, %ymm3
	vdivpd	%ymm5, %ymm12, %ymm5
	vandpd	%ymm9, %ymm5, %ymm9
	vcmpltpd	%ymm9, %ymm11, %ymm11
	vpand	%ymm5, %ymm11, %ymm11
	vmovapd	-272(%rbp), %ymm5
	vsubpd	%ymm3, %ymm5, %ymm3
	vmovapd	%ymm3, -272(%rbp)
	jmp	.L344
	.p2align 4,,10
	.p2align 3
.L346:
	vdivpd	%ymm6, %ymm8, %ymm5
	jmp	.L347
	.p2align 4,,10
	.p2align 3
.L370:
	movl	%edx, -336(%rbp)
	subl	%ecx, %edi
	movl	%ecx, -240(%rbp)
	movl	%eax, -464(%rbp)
	movq	.LC7(%rip), %rax
	vmovapd	%ymm3, -432(%rbp)
	vmovsd	%xmm8, -400(%rbp)
	vmovq	%rax, %xmm0
	vmovsd	%xmm6, -368(%rbp)
	vmovsd	%xmm2, -304(%rbp)
	vmovsd	%xmm5, -272(%rbp)
	vzeroupper
	call	ldexp@PLT
	movl	-240(%rbp), %ecx
	movq	.LC7(%rip), %rax
	movl	-336(%rbp), %edi
	vmovsd	%xmm0, -176(%rbp)
	vmovq	%rax, %xmm0
	subl	%ecx, %edi
	call	ldexp@PLT
	vmovsd	-272(%rbp), %xmm5
	vmovsd	-304(%rbp), %xmm2
	vmovsd	-400(%rbp), %xmm8
	vmovsd	-368(%rbp), %xmm6
	vmovapd	-432(%rbp), %ymm3
	vmovsd	-208(%rbp), %xmm7
	vbroadcastsd	%xmm6, %ymm6
	movl	-464(%rbp), %eax
	movl	-240(%rbp), %ecx
	vmulsd	-176(%rbp), %xmm7, %xmm1
	vmulsd	%xmm0, %xmm5, %xmm7
	cmpl	$8, %eax
	vbroadcastsd	%xmm0, %ymm0
	vmulsd	%xmm8, %xmm2, %xmm5
	vbroadcastsd	%xmm2, %ymm2
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vbroadcastsd	%xmm1, %ymm9
	vbroadcastsd	%xmm7, %ymm4
	vbroadcastsd	%xmm5, %ymm5
	vaddpd	%ymm2, %ymm5, %ymm2
	vmulpd	%ymm0, %ymm2, %ymm2
	ja	.L406
	leaq	.L389(%rip), %rsi
	movl	%eax, %edx
	movslq	(%rsi,%rdx,4), %rdx
	addq	%rsi, %rdx
	jmp	*%rdx
	.section	.rodata
	.align 4
	.align 4
.L389:
	.long	.L396-.L389
	.long	.L395-.L389
	.long	.L406-.L389
	.long	.L394-.L389
	.long	.L393-.L389
	.long	.L392-.L389
	.long	.L391-.L389
	.long	.L390-.L389
	.long	.L388-.L389
	.text
	.p2align 4,,10
	.p2align 3
.L444:
	cmpl	$8, %eax
	ja	.L386
	leaq	.L399(%rip), %r8
	movl	%eax, %esi
	movslq	(%r8,%rsi,4), %rsi
	addq	%r8, %rsi
	jmp	*%rsi
	.section	.rodata
	.align 4
	.align 4
.L399:
	.long	.L374-.L399
	.long	.L375-.L399
	.long	.L386-.L399
	.long	.L407-.L399
	.long	.L386-.L399
	.long	.L386-.L399
	.long	.L386-.L399
	.long	.L377-.L399
	.long	.L382-.L399
	.text
.L384:
	vmovsd	-208(%rbp), %xmm5
	cmpl	$4, %eax
	je	.L445
.L385:
	movl	%eax, -176(%rbp)
	movl	%ecx, %edi
.L438:
	vmovsd	%xmm5, %xmm5, %xmm0
	vzeroupper
	call	ldexp@PLT
	movl	-176(%rbp), %eax
	vxorpd	%xmm14, %xmm14, %xmm14
	jmp	.L361
.L386:
	cmpl	$4, %eax
	jne	.L385
	movabsq	$4609434218613702656, %rsi
	vbroadcastsd	112(%r13), %ymm1
	vmovq	%rsi, %xmm5
	movabsq	$-4503599627370496, %rsi
	vpbroadcastq	%xmm5, %ymm5
	vmovq	%rsi, %xmm0
	vpsubq	%ymm1, %ymm5, %ymm5
	vpbroadcastq	%xmm0, %ymm0
	vpand	%ymm0, %ymm5, %ymm5
	vpsrad	$20, %ymm5, %ymm0
	vpaddq	%ymm1, %ymm5, %ymm5
	vpaddd	%ymm7, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm3, %ymm1
	vbroadcastsd	.LC7(%rip), %ymm7
	vaddpd	%ymm0, %ymm12, %ymm0
	vsubpd	%ymm5, %ymm7, %ymm2
	vaddpd	%ymm5, %ymm7, %ymm7
	vmulpd	%ymm6, %ymm0, %ymm6
	vdivpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm8, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm2, %ymm7
	vmulpd	%ymm7, %ymm7, %ymm12
	vmulpd	.LC30(%rip), %ymm12, %ymm5
	vmulpd	%ymm4, %ymm12, %ymm4
	vaddpd	%ymm9, %ymm5, %ymm5
	vmulpd	%ymm12, %ymm5, %ymm5
	vaddpd	%ymm13, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm4, %ymm4
	vaddpd	%ymm10, %ymm5, %ymm5
	vmulpd	%ymm12, %ymm5, %ymm5
	vaddpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm4
	vaddpd	%ymm11, %ymm5, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm5
	vmulpd	%ymm7, %ymm5, %ymm5
	vmulpd	%ymm2, %ymm5, %ymm5
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm5, %ymm5
	vaddpd	%ymm2, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm1, %ymm5, %ymm5
	jmp	.L385
.L390:
	vsqrtpd	%ymm9, %ymm0
	vsqrtpd	%ymm4, %ymm4
	vmulpd	%ymm4, %ymm0, %ymm0
	.p2align 4,,10
	.p2align 3
.L387:
	movl	%eax, -176(%rbp)
.L436:
	movl	%ecx, %edi
	vzeroupper
	call	ldexp@PLT
	movl	-176(%rbp), %eax
	vxorpd	%xmm14, %xmm14, %xmm14
	jmp	.L361
.L391:
	vsubsd	%xmm7, %xmm1, %xmm0
	vsqrtpd	%ymm4, %ymm4
	vbroadcastsd	%xmm0, %ymm0
	vsubpd	%ymm2, %ymm0, %ymm2
	vmulsd	.LC185(%rip), %xmm1, %xmm0
	vbroadcastsd	.LC5(%rip), %ymm1
	vandpd	%ymm1, %ymm2, %ymm1
	vbroadcastsd	%xmm0, %ymm0
	vcmpltpd	%ymm1, %ymm0, %ymm0
	vsqrtpd	%ymm9, %ymm1
	vpand	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm1, %ymm1
	vdivpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm0, %ymm0
	jmp	.L387
.L392:
	movabsq	$9223372036854775807, %rsi
	vsubsd	%xmm7, %xmm1, %xmm0
	vbroadcastsd	%xmm0, %ymm0
	vsubpd	%ymm2, %ymm0, %ymm2
	vmulsd	.LC185(%rip), %xmm1, %xmm0
	vbroadcastsd	.LC5(%rip), %ymm1
	vandpd	%ymm1, %ymm2, %ymm1
	vbroadcastsd	%xmm0, %ymm0
	vcmpltpd	%ymm1, %ymm0, %ymm0
	vmovq	%rsi, %xmm1
	vpbroadcastq	%xmm1, %ymm1
	vpand	%ymm2, %ymm0, %ymm0
	vpand	%ymm1, %ymm0, %ymm0
	jmp	.L387
.L393:
	vmovsd	112(%r13), %xmm0
	vmulsd	104(%r13), %xmm1, %xmm5
	movabsq	$2251799813685248, %rdx
	vbroadcastsd	104(%r13), %ymm3
	vbroadcastsd	%xmm0, %ymm10
	vmulsd	%xmm0, %xmm7, %xmm0
	vmovapd	%ymm3, -272(%rbp)
	vbroadcastsd	%xmm5, %ymm8
	vfmsub231pd	%ymm3, %ymm9, %ymm8
	vaddsd	%xmm0, %xmm5, %xmm3
	vbroadcastsd	%xmm0, %ymm11
	vfmsub231pd	%ymm4, %ymm10, %ymm11
	vsubsd	%xmm5, %xmm3, %xmm12
	vbroadcastsd	%xmm3, %ymm6
	vmovsd	%xmm3, %xmm3, %xmm14
	vsubsd	%xmm12, %xmm3, %xmm3
	vsubsd	%xmm12, %xmm0, %xmm0
	vsubsd	%xmm3, %xmm5, %xmm3
	vxorpd	%xmm5, %xmm5, %xmm5
	vaddsd	%xmm0, %xmm3, %xmm3
	vaddsd	%xmm5, %xmm3, %xmm5
	vmulpd	%ymm10, %ymm2, %ymm3
	vbroadcastsd	%xmm5, %ymm5
	vaddpd	%ymm11, %ymm3, %ymm3
	vbroadcastsd	.LC5(%rip), %ymm11
	vaddpd	%ymm8, %ymm3, %ymm3
	vmulsd	.LC185(%rip), %xmm1, %xmm8
	vaddpd	%ymm5, %ymm3, %ymm3
	vsubsd	%xmm7, %xmm1, %xmm5
	vaddsd	%xmm14, %xmm1, %xmm1
	vaddsd	%xmm14, %xmm7, %xmm7
	vbroadcastsd	%xmm8, %ymm0
	vbroadcastsd	%xmm5, %ymm5
	vsubpd	%ymm2, %ymm5, %ymm5
	vbroadcastsd	%xmm1, %ymm1
	vbroadcastsd	%xmm7, %ymm7
	vandpd	%ymm11, %ymm5, %ymm11
	vcmpltpd	%ymm11, %ymm0, %ymm0
	vpand	%ymm5, %ymm0, %ymm0
	vmovq	%rdx, %xmm5
	movabsq	$-4503599627370496, %rdx
	vpbroadcastq	%xmm5, %ymm5
	vmovq	%rdx, %xmm15
	movabsq	$4607182418800017408, %rdx
	vmovdqa	%ymm0, -176(%rbp)
	vmovdqa	%ymm5, -304(%rbp)
	vpaddq	%ymm5, %ymm9, %ymm5
	vpbroadcastq	%xmm15, %ymm15
	vmovq	%rdx, %xmm11
	vpsubq	%ymm6, %ymm5, %ymm5
	vpbroadcastq	%xmm11, %ymm11
	vmovdqa	%ymm15, -336(%rbp)
	vpand	%ymm15, %ymm5, %ymm5
	vmovdqa	%ymm11, -368(%rbp)
	vpaddq	%ymm6, %ymm5, %ymm12
	vpsrad	$20, %ymm5, %ymm8
	vpaddq	%ymm11, %ymm5, %ymm5
	vpaddd	.LC177(%rip), %ymm8, %ymm8
	vaddpd	.LC178(%rip), %ymm8, %ymm15
	vmulpd	%ymm5, %ymm3, %ymm8
	vsubpd	%ymm12, %ymm9, %ymm13
	vmulpd	-176(%rbp), %ymm10, %ymm0
	vxorpd	%xmm5, %xmm5, %xmm5
	vcmpeqpd	%ymm5, %ymm15, %ymm11
	vmovapd	%ymm8, -208(%rbp)
	vsubpd	%ymm8, %ymm5, %ymm8
	vaddpd	%ymm8, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm9, %ymm8
	vsubpd	%ymm6, %ymm12, %ymm12
	vdivpd	%ymm8, %ymm13, %ymm8
	vpblendvb	%ymm11, %ymm0, %ymm13, %ymm13
	vmovdqa	%ymm13, -400(%rbp)
	vdivpd	%ymm1, %ymm0, %ymm0
	vmovapd	%ymm9, %ymm1
	vpblendvb	%ymm11, %ymm0, %ymm8, %ymm8
	vmulpd	.LC28(%rip), %ymm15, %ymm0
	vmulpd	%ymm0, %ymm9, %ymm13
	vmulpd	.LC180(%rip), %ymm13, %ymm11
	vfmsub132pd	%ymm0, %ymm13, %ymm1
	vsubpd	%ymm12, %ymm13, %ymm13
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm11, %ymm1
	vmulpd	%ymm8, %ymm8, %ymm11
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm15
	vmovapd	%ymm0, -240(%rbp)
	vmulpd	.LC30(%rip), %ymm15, %ymm0
	vmulpd	.LC38(%rip), %ymm15, %ymm1
	vaddpd	.LC32(%rip), %ymm0, %ymm0
	vaddpd	.LC40(%rip), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	.LC34(%rip), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm0, %ymm0
	vbroadcastsd	.LC43(%rip), %ymm15
	vaddpd	.LC36(%rip), %ymm0, %ymm0
	vaddpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm9, %ymm11
	vmovsd	104(%r13), %xmm9
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm11, %ymm0, %ymm0
	vaddpd	-400(%rbp), %ymm0, %ymm0
	vmulpd	%ymm8, %ymm0, %ymm0
	vmovapd	-208(%rbp), %ymm8
	vsubpd	%ymm3, %ymm8, %ymm1
	vmovapd	-240(%rbp), %ymm8
	vsubpd	%ymm1, %ymm8, %ymm1
	vaddpd	%ymm13, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	-272(%rbp), %ymm0, %ymm8
	vxorpd	.LC186(%rip), %xmm9, %xmm1
	vbroadcastsd	%xmm1, %ymm0
	vmovapd	%ymm8, -208(%rbp)
	vmulpd	-176(%rbp), %ymm0, %ymm0
	vpaddq	-304(%rbp), %ymm4, %ymm1
	vpsubq	%ymm6, %ymm1, %ymm1
	vpand	-336(%rbp), %ymm1, %ymm1
	vpaddq	%ymm6, %ymm1, %ymm9
	vpsrad	$20, %ymm1, %ymm8
	vpaddq	-368(%rbp), %ymm1, %ymm1
	vsubpd	%ymm9, %ymm4, %ymm12
	vpaddd	.LC177(%rip), %ymm8, %ymm8
	vmulpd	%ymm1, %ymm3, %ymm1
	vaddpd	.LC178(%rip), %ymm8, %ymm8
	vcmpeqpd	%ymm5, %ymm8, %ymm5
	vmulpd	.LC28(%rip), %ymm8, %ymm8
	vsubpd	%ymm1, %ymm2, %ymm11
	vsubpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm12, %ymm12
	vaddpd	%ymm9, %ymm4, %ymm11
	vsubpd	%ymm6, %ymm9, %ymm9
	vdivpd	%ymm11, %ymm12, %ymm11
	vpblendvb	%ymm5, %ymm0, %ymm12, %ymm13
	vdivpd	%ymm7, %ymm0, %ymm0
	vmovapd	%ymm4, %ymm7
	vpblendvb	%ymm5, %ymm0, %ymm11, %ymm0
	vmulpd	%ymm8, %ymm4, %ymm5
	vmulpd	.LC180(%rip), %ymm5, %ymm11
	vfmsub132pd	%ymm8, %ymm5, %ymm7
	vsubpd	%ymm9, %ymm5, %ymm5
	vmulpd	%ymm8, %ymm2, %ymm8
	vmulpd	%ymm0, %ymm0, %ymm2
	vaddpd	%ymm7, %ymm11, %ymm11
	vmulpd	%ymm2, %ymm2, %ymm7
	vaddpd	%ymm11, %ymm8, %ymm11
	vmulpd	.LC30(%rip), %ymm7, %ymm8
	vaddpd	.LC32(%rip), %ymm8, %ymm8
	vmulpd	.LC38(%rip), %ymm7, %ymm12
	vaddpd	.LC40(%rip), %ymm12, %ymm12
	vsubpd	%ymm1, %ymm11, %ymm1
	vmulpd	%ymm7, %ymm8, %ymm8
	vaddpd	.LC34(%rip), %ymm8, %ymm8
	vaddpd	%ymm5, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm8, %ymm8
	vmulpd	%ymm7, %ymm12, %ymm7
	vaddpd	.LC36(%rip), %ymm8, %ymm8
	vaddpd	%ymm15, %ymm7, %ymm7
	vmulpd	%ymm2, %ymm7, %ymm7
	vmulpd	%ymm2, %ymm4, %ymm2
	vaddpd	%ymm7, %ymm8, %ymm8
	vmulpd	%ymm2, %ymm8, %ymm2
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm0, %ymm2, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	-208(%rbp), %ymm0, %ymm0
	jmp	.L387
.L394:
	vcmpltpd	%ymm4, %ymm9, %ymm3
	vpxor	%xmm6, %xmm6, %xmm6
	movabsq	$2251799813685248, %rsi
	vpblendvb	%ymm3, %ymm4, %ymm9, %ymm8
	vpblendvb	%ymm3, %ymm9, %ymm4, %ymm10
	vmovq	%rsi, %xmm4
	movabsq	$-4503599627370496, %rsi
	vpbroadcastq	%xmm4, %ymm0
	vmovq	%rsi, %xmm5
	vpblendvb	%ymm3, %ymm6, %ymm2, %ymm6
	movabsq	$4607182418800017408, %rsi
	vpaddq	%ymm8, %ymm0, %ymm0
	vpbroadcastq	%xmm5, %ymm5
	vmovq	%rsi, %xmm9
	vpsubq	%ymm10, %ymm0, %ymm0
	vpbroadcastq	%xmm9, %ymm9
	vpand	%ymm2, %ymm3, %ymm3
	vpand	%ymm5, %ymm0, %ymm0
	vbroadcastsd	.LC179(%rip), %ymm5
	vpaddq	%ymm10, %ymm0, %ymm10
	vpsrad	$20, %ymm0, %ymm4
	vpaddq	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vpaddd	.LC177(%rip), %ymm4, %ymm4
	vaddpd	%ymm5, %ymm4, %ymm4
	vbroadcastsd	.LC183(%rip), %ymm5
	vsubpd	%ymm0, %ymm3, %ymm0
	vsubpd	%ymm10, %ymm8, %ymm3
	vaddpd	%ymm8, %ymm10, %ymm10
	vbroadcastsd	.LC41(%rip), %ymm8
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC5(%rip), %ymm3
	vdivpd	%ymm10, %ymm0, %ymm0
	vandpd	%ymm3, %ymm0, %ymm6
	vcmpltpd	%ymm6, %ymm5, %ymm5
	vpand	%ymm0, %ymm5, %ymm5
	vsubsd	%xmm7, %xmm1, %xmm0
	vbroadcastsd	%xmm0, %ymm0
	vsubpd	%ymm2, %ymm0, %ymm0
	vmulsd	.LC185(%rip), %xmm1, %xmm2
	vandpd	%ymm3, %ymm0, %ymm6
	vbroadcastsd	%xmm2, %ymm1
	vbroadcastsd	.LC33(%rip), %ymm2
	vcmpltpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm5, %ymm6
	vpand	%ymm0, %ymm1, %ymm1
	vbroadcastsd	.LC31(%rip), %ymm0
	vmulpd	%ymm6, %ymm6, %ymm7
	vmulpd	%ymm0, %ymm7, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm2
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm2
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm2
	vmulpd	%ymm2, %ymm7, %ymm2
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm7, %ymm2, %ymm2
	vbroadcastsd	.LC43(%rip), %ymm7
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm6, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC45(%rip), %ymm2
	vmulpd	%ymm2, %ymm4, %ymm2
	vmulpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC29(%rip), %ymm2
	vmulpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm0
	vandpd	%ymm3, %ymm0, %ymm0
	jmp	.L387
.L395:
	movabsq	$2251799813685248, %rsi
	vbroadcastsd	.LC179(%rip), %ymm3
	vmovq	%rsi, %xmm0
	movabsq	$-4503599627370496, %rsi
	vpbroadcastq	%xmm0, %ymm0
	vmovq	%rsi, %xmm1
	movabsq	$4607182418800017408, %rsi
	vpaddq	%ymm0, %ymm9, %ymm0
	vpbroadcastq	%xmm1, %ymm1
	vmovq	%rsi, %xmm6
	vpsubq	%ymm4, %ymm0, %ymm0
	vpbroadcastq	%xmm6, %ymm6
	vpand	%ymm1, %ymm0, %ymm0
	vpaddq	%ymm4, %ymm0, %ymm4
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm6, %ymm0, %ymm0
	vbroadcastsd	.LC41(%rip), %ymm6
	vmulpd	%ymm0, %ymm2, %ymm0
	vpaddd	.LC177(%rip), %ymm1, %ymm1
	vbroadcastsd	.LC183(%rip), %ymm2
	vaddpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm9, %ymm3
	vaddpd	%ymm4, %ymm9, %ymm4
	vsubpd	%ymm0, %ymm3, %ymm0
	vbroadcastsd	.LC5(%rip), %ymm3
	vdivpd	%ymm4, %ymm0, %ymm0
	vandpd	%ymm3, %ymm0, %ymm3
	vcmpltpd	%ymm3, %ymm2, %ymm2
	vbroadcastsd	.LC33(%rip), %ymm3
	vpand	%ymm0, %ymm2, %ymm2
	vbroadcastsd	.LC31(%rip), %ymm0
	vmulpd	%ymm2, %ymm2, %ymm4
	vmulpd	%ymm4, %ymm4, %ymm5
	vmulpd	%ymm0, %ymm5, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm3
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm3
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm3
	vmulpd	%ymm3, %ymm5, %ymm3
	vaddpd	%ymm6, %ymm3, %ymm3
	vmulpd	%ymm5, %ymm3, %ymm3
	vbroadcastsd	.LC43(%rip), %ymm5
	vaddpd	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC45(%rip), %ymm3
	vmulpd	%ymm3, %ymm1, %ymm3
	vmulpd	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC29(%rip), %ymm2
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm9, %ymm0, %ymm0
	jmp	.L387
.L396:
	movabsq	$2251799813685248, %rsi
	vbroadcastsd	.LC5(%rip), %ymm6
	vbroadcastsd	.LC183(%rip), %ymm8
	vbroadcastsd	.LC41(%rip), %ymm13
	vmovq	%rsi, %xmm0
	movabsq	$-4503599627370496, %rsi
	vpbroadcastq	%xmm0, %ymm0
	vmovq	%rsi, %xmm1
	movabsq	$4607182418800017408, %rsi
	vpaddq	%ymm0, %ymm9, %ymm0
	vpbroadcastq	%xmm1, %ymm1
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm1, %ymm0, %ymm0
	vbroadcastsd	.LC179(%rip), %ymm1
	vpsrad	$20, %ymm0, %ymm3
	vpaddd	.LC177(%rip), %ymm3, %ymm3
	vpaddq	%ymm4, %ymm0, %ymm5
	vsubpd	%ymm5, %ymm9, %ymm10
	vaddpd	%ymm1, %ymm3, %ymm3
	vmovq	%rsi, %xmm1
	vpbroadcastq	%xmm1, %ymm1
	vpaddq	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm2, %ymm1
	vaddpd	%ymm5, %ymm9, %ymm0
	vsubpd	%ymm4, %ymm5, %ymm5
	vsubpd	%ymm1, %ymm10, %ymm10
	vsubpd	%ymm2, %ymm1, %ymm1
	vdivpd	%ymm0, %ymm10, %ymm0
	vandpd	%ymm6, %ymm0, %ymm6
	vcmpltpd	%ymm6, %ymm8, %ymm8
	vbroadcastsd	.LC181(%rip), %ymm6
	vpand	%ymm0, %ymm8, %ymm8
	vbroadcastsd	.LC29(%rip), %ymm0
	vmulpd	%ymm8, %ymm8, %ymm11
	vmulpd	%ymm0, %ymm3, %ymm0
	vbroadcastsd	.LC33(%rip), %ymm3
	vmulpd	%ymm11, %ymm11, %ymm12
	vmulpd	%ymm0, %ymm9, %ymm7
	vmulpd	%ymm6, %ymm7, %ymm6
	vfmsub132pd	%ymm9, %ymm7, %ymm0
	vsubpd	%ymm5, %ymm7, %ymm7
	vaddpd	%ymm0, %ymm6, %ymm6
	vbroadcastsd	.LC31(%rip), %ymm0
	vmulpd	%ymm0, %ymm12, %ymm0
	vsubpd	%ymm1, %ymm6, %ymm1
	vaddpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm3
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm3
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm3
	vmulpd	%ymm3, %ymm12, %ymm3
	vaddpd	%ymm13, %ymm3, %ymm3
	vmulpd	%ymm12, %ymm3, %ymm3
	vbroadcastsd	.LC43(%rip), %ymm12
	vaddpd	%ymm12, %ymm3, %ymm3
	vmulpd	%ymm11, %ymm3, %ymm3
	vmulpd	%ymm11, %ymm9, %ymm11
	vaddpd	%ymm3, %ymm0, %ymm0
	vmulpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	jmp	.L387
.L388:
	vsubsd	%xmm7, %xmm1, %xmm0
	vmulsd	.LC185(%rip), %xmm1, %xmm1
	vbroadcastsd	%xmm0, %ymm0
	vsubpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC5(%rip), %ymm2
	vbroadcastsd	%xmm1, %ymm1
	vandpd	%ymm2, %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm1, %ymm1
	vpand	%ymm0, %ymm1, %ymm1
	vdivpd	%ymm4, %ymm1, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm0
	jmp	.L387
.L407:
	vmovsd	%xmm5, -208(%rbp)
.L376:
	vandpd	.LC125(%rip), %xmm0, %xmm0
	movl	%eax, -176(%rbp)
	vmulsd	-208(%rbp), %xmm0, %xmm0
	jmp	.L436
.L382:
	movl	%eax, -176(%rbp)
	cmpl	%edx, %edi
	jle	.L383
	vmovsd	-208(%rbp), %xmm7
	addl	%edi, %edi
	subl	%edx, %edi
	vmulsd	%xmm7, %xmm7, %xmm0
	vdivsd	%xmm5, %xmm0, %xmm0
	vzeroupper
	call	ldexp@PLT
	movl	-176(%rbp), %eax
	vxorpd	%xmm14, %xmm14, %xmm14
	jmp	.L361
.L377:
	vmulsd	-208(%rbp), %xmm5, %xmm0
	addl	%edi, %edx
	movl	%edx, %edi
	sarl	%edi
	andl	$1, %edx
	je	.L378
	vaddsd	%xmm0, %xmm0, %xmm0
.L378:
	vxorpd	%xmm1, %xmm1, %xmm1
	vucomisd	%xmm0, %xmm1
	ja	.L434
	vsqrtsd	%xmm0, %xmm0, %xmm0
	vzeroupper
.L381:
	movl	%eax, -176(%rbp)
	call	ldexp@PLT
	movl	-176(%rbp), %eax
	vxorpd	%xmm14, %xmm14, %xmm14
	jmp	.L361
.L375:
	movl	%eax, -176(%rbp)
.L437:
	vmulsd	-208(%rbp), %xmm0, %xmm0
	vzeroupper
	call	ldexp@PLT
	movl	-176(%rbp), %eax
	vxorpd	%xmm14, %xmm14, %xmm14
	jmp	.L361
.L373:
	movl	%eax, -176(%rbp)
	vsubsd	.LC7(%rip), %xmm0, %xmm0
	jmp	.L437
.L374:
	movl	%eax, -176(%rbp)
.L383:
	movl	%edx, %edi
	jmp	.L438
.L406:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L387
	.p2align 4,,10
	.p2align 3
.L443:
	movl	%eax, -176(%rbp)
	vbroadcastsd	88(%r13), %ymm3
	vbroadcastsd	%xmm2, %ymm2
	movabsq	$2251799813685248, %rax
	vmovq	%rax, %xmm1
	vxorpd	%xmm5, %xmm5, %xmm5
	vbroadcastsd	96(%r13), %ymm4
	vxorpd	%xmm7, %xmm7, %xmm7
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm1, %ymm1
	vbroadcastsd	.LC41(%rip), %ymm6
	vpaddq	%ymm1, %ymm3, %ymm1
	vmovq	%rax, %xmm0
	movabsq	$4607182418800017408, %rax
	vpsubq	%ymm2, %ymm1, %ymm1
	vpbroadcastq	%xmm0, %ymm0
	vpand	%ymm0, %ymm1, %ymm1
	vmovq	%rax, %xmm0
	vpbroadcastq	%xmm0, %ymm0
	vpaddq	%ymm2, %ymm1, %ymm2
	vpaddq	%ymm0, %ymm1, %ymm0
	vpsrad	$20, %ymm1, %ymm1
	vpaddd	.LC177(%rip), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm4, %ymm0
	vsubpd	%ymm2, %ymm3, %ymm4
	vaddpd	%ymm2, %ymm3, %ymm3
	vaddpd	%ymm4, %ymm0, %ymm0
	vdivpd	%ymm3, %ymm0, %ymm2
	vcvtsi2sdl	%edx, %xmm7, %xmm0
	vbroadcastsd	.LC179(%rip), %ymm3
	vaddpd	%ymm3, %ymm1, %ymm1
	vbroadcastsd	.LC33(%rip), %ymm3
	vbroadcastsd	%xmm0, %ymm0
	vsubpd	%ymm0, %ymm1, %ymm1
	vbroadcastsd	.LC31(%rip), %ymm0
	vmulpd	%ymm2, %ymm2, %ymm4
	vmulpd	%ymm4, %ymm4, %ymm5
	vmulpd	%ymm0, %ymm5, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm3
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm3
	vmulpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm3
	vmulpd	%ymm3, %ymm5, %ymm3
	vaddpd	%ymm6, %ymm3, %ymm3
	vmulpd	%ymm5, %ymm3, %ymm3
	vbroadcastsd	.LC43(%rip), %ymm5
	vaddpd	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vbroadcastsd	.LC45(%rip), %ymm3
	vmulpd	%ymm3, %ymm1, %ymm3
	vmulpd	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vbroadcastsd	.LC29(%rip), %ymm2
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm0, %ymm0
	vcmpltsd	%xmm0, %xmm14, %xmm2
	vblendvpd	%xmm2, %xmm0, %xmm14, %xmm0
	jmp	.L437
.L445:
	movabsq	$4609434218613702656, %rsi
	vmovsd	104(%r13), %xmm2
	vmovq	%rsi, %xmm1
	movabsq	$-4503599627370496, %rsi
	vmulsd	%xmm2, %xmm5, %xmm0
	vpbroadcastq	%xmm1, %ymm1
	vbroadcastsd	%xmm2, %ymm2
	vbroadcastsd	.LC7(%rip), %ymm5
	vmovq	%rsi, %xmm3
	vpsubq	%ymm2, %ymm1, %ymm1
	vpbroadcastq	%xmm3, %ymm3
	vpand	%ymm3, %ymm1, %ymm1
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	%ymm2, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm5, %ymm2
	vaddpd	%ymm1, %ymm5, %ymm5
	vbroadcastsd	%xmm0, %ymm0
	vpaddd	%ymm7, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm12, %ymm3
	vdivpd	%ymm5, %ymm2, %ymm2
	vmulpd	%ymm6, %ymm3, %ymm6
	vmulpd	%ymm8, %ymm3, %ymm3
	vmulpd	%ymm2, %ymm2, %ymm5
	vmulpd	%ymm5, %ymm5, %ymm7
	vmulpd	.LC30(%rip), %ymm7, %ymm1
	vmulpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm9, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm13, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm4
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm5, %ymm4, %ymm4
	vaddpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm1, %ymm1
	vmovsd	%xmm1, %xmm1, %xmm5
	jmp	.L385
.L434:
	movl	%eax, -208(%rbp)
	movl	%edi, -176(%rbp)
	vzeroupper
	call	sqrt@PLT
	movl	-208(%rbp), %eax
	movl	-176(%rbp), %edi
	jmp	.L381
	.cfi_endproc
.LFE6437:
	.size	guarded_term, .-guarded_term
	.p2align 4
	.type	map_divergence, @function
map_divergence:
.LFB6469:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L450
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L448:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	xorl	%edi, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L448
	vzeroupper
.L447:
	cmpq	%rcx, %rbx
	je	.L452
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	xorl	%edi, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L452:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L450:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L447
	.cfi_endproc
.LFE6469:
	.size	map_divergence, .-map_divergence
	.p2align 4
	.type	map_log_ratio, @function
map_log_ratio:
.LFB6471:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L458
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L456:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$1, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L456
	vzeroupper
.L455:
	cmpq	%rcx, %rbx
	je	.L460
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$1, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L460:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L458:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L455
	.cfi_endproc
.LFE6471:
	.size	map_log_ratio, .-map_log_ratio
	.p2align 4
	.type	map_surprise, @function
map_surprise:
.LFB6473:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L466
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L464:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$2, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L464
	vzeroupper
.L463:
	cmpq	%rcx, %rbx
	je	.L468
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$2, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L468:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L466:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L463
	.cfi_endproc
.LFE6473:
	.size	map_surprise, .-map_surprise
	.p2align 4
	.type	map_jeffreys, @function
map_jeffreys:
.LFB6475:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L474
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L472:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$3, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L472
	vzeroupper
.L471:
	cmpq	%rcx, %rbx
	je	.L476
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$3, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L476:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L474:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L471
	.cfi_endproc
.LFE6475:
	.size	map_jeffreys, .-map_jeffreys
	.p2align 4
	.type	map_jensen_shannon, @function
map_jensen_shannon:
.LFB6477:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L482
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L480:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$4, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L480
	vzeroupper
.L479:
	cmpq	%rcx, %rbx
	je	.L484
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$4, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L484:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L482:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L479
	.cfi_endproc
.LFE6477:
	.size	map_jensen_shannon, .-map_jensen_shannon
	.p2align 4
	.type	map_absolute, @function
map_absolute:
.LFB6479:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L490
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L488:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$5, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L488
	vzeroupper
.L487:
	cmpq	%rcx, %rbx
	je	.L492
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$5, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L492:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L490:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L487
	.cfi_endproc
.LFE6479:
	.size	map_absolute, .-map_absolute
	.p2align 4
	.type	map_hellinger, @function
map_hellinger:
.LFB6481:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L498
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L496:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$6, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L496
	vzeroupper
.L495:
	cmpq	%rcx, %rbx
	je	.L500
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$6, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L500:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L498:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L495
	.cfi_endproc
.LFE6481:
	.size	map_hellinger, .-map_hellinger
	.p2align 4
	.type	map_affinity, @function
map_affinity:
.LFB6483:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L506
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L504:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$7, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L504
	vzeroupper
.L503:
	cmpq	%rcx, %rbx
	je	.L508
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$7, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L508:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L506:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L503
	.cfi_endproc
.LFE6483:
	.size	map_affinity, .-map_affinity
	.p2align 4
	.type	map_chi_square, @function
map_chi_square:
.LFB6485:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%r8, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	movq	%rdi, 16(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rcx, 24(%rsp)
	vmovdqa	%xmm0, 64(%rsp)
	vmovdqa	%xmm0, 80(%rsp)
	vmovdqa	%xmm0, 96(%rsp)
	vmovdqa	%xmm0, 112(%rsp)
	cmpq	$3, %rdx
	jbe	.L514
	movq	%rdi, %r13
	movq	%rsi, %r15
	movl	$4, %r14d
	.p2align 4,,10
	.p2align 3
.L512:
	movq	24(%rsp), %rcx
	movq	%r15, %rdx
	movq	%r13, %rsi
	movl	$8, %edi
	addq	$32, %r13
	addq	$32, %r15
	call	guarded_term
	movq	%r14, %rcx
	vmovdqu	%ymm0, -32(%r12,%r14,8)
	addq	$4, %r14
	cmpq	%r14, %rbx
	jnb	.L512
	vzeroupper
.L511:
	cmpq	%rcx, %rbx
	je	.L516
	subq	%rcx, %rbx
	movq	16(%rsp), %rsi
	leaq	64(%rsp), %r8
	leaq	0(,%rbx,8), %r15
	movq	%r8, %rdi
	leaq	0(,%rcx,8), %rbx
	movq	%r8, 16(%rsp)
	addq	%rbx, %rsi
	movq	%r15, %rdx
	call	memcpy@PLT
	movq	8(%rsp), %rsi
	leaq	96(%rsp), %rdi
	movq	%r15, %rdx
	addq	%rbx, %rsi
	call	memcpy@PLT
	movq	24(%rsp), %rcx
	movq	16(%rsp), %rsi
	movl	$8, %edi
	movq	%rax, %rdx
	call	guarded_term
	leaq	(%r12,%rbx), %rdi
	leaq	32(%rsp), %rsi
	movq	%r15, %rdx
	vmovapd	%ymm0, 32(%rsp)
	vzeroupper
	call	memcpy@PLT
.L516:
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L514:
	.cfi_restore_state
	xorl	%ecx, %ecx
	jmp	.L511
	.cfi_endproc
.LFE6485:
	.size	map_chi_square, .-map_chi_square
	.p2align 4
	.type	guarded_rows, @function
guarded_rows:
.LFB6439:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	movl	%edi, %r14d
	pushq	%r13
	.cfi_offset 13, -40
	movq	%rsi, %r13
	pushq	%r12
	.cfi_offset 12, -48
	movq	%rdx, %r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$288, %rsp
	.cfi_offset 3, -56
	movq	%rcx, 24(%rsp)
	leaq	32(%rsp), %rbx
	leaq	288(%rsp), %r15
	.p2align 4,,10
	.p2align 3
.L519:
	movq	24(%rsp), %rcx
	movq	%r12, %rdx
	movq	%r13, %rsi
	movl	%r14d, %edi
	addq	$32, %rbx
	addq	$64, %r13
	addq	$64, %r12
	call	guarded_term
	vmovapd	%ymm0, -32(%rbx)
	cmpq	%r15, %rbx
	jne	.L519
	vmovapd	32(%rsp), %ymm3
	vmovapd	96(%rsp), %ymm4
	vaddpd	128(%rsp), %ymm4, %ymm1
	vaddpd	64(%rsp), %ymm3, %ymm0
	vmovapd	160(%rsp), %ymm5
	vmovapd	224(%rsp), %ymm6
	vaddpd	256(%rsp), %ymm6, %ymm2
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	192(%rsp), %ymm5, %ymm1
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	vaddpd	%ymm2, %ymm1, %ymm1
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_def_cfa 7, 8
	vaddpd	%ymm1, %ymm0, %ymm0
	ret
	.cfi_endproc
.LFE6439:
	.size	guarded_rows, .-guarded_rows
	.p2align 4
	.type	sum_divergence, @function
sum_divergence:
.LFB6468:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdx, %r10
	movq	%r8, %rdx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%rsi, %r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$4000, %rsp
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 24(%rsp)
	testl	%eax, %eax
	jne	.L523
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 1824(%rsp)
	vmovapd	%ymm0, 1760(%rsp)
	vmovapd	%ymm0, 1856(%rsp)
	vmovapd	%ymm0, 1792(%rsp)
	testq	%r10, %r10
	je	.L540
	vmovdqa	.LC177(%rip), %ymm6
	leaq	1760(%rsp), %r15
	vbroadcastsd	.LC29(%rip), %ymm5
	movabsq	$2251799813685248, %rax
	leaq	1824(%rsp), %r13
	movq	%r8, 16(%rsp)
	leaq	2048(%rdi), %r14
	movq	%r15, %r8
	vmovdqa	%ymm6, 160(%rsp)
	leaq	2048(%rsi), %rbx
	movq	%r10, %r15
	movq	%r13, %r9
	vbroadcastsd	.LC179(%rip), %ymm6
	vmovapd	%ymm5, 224(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm5
	vmovapd	%ymm6, 1216(%rsp)
	vbroadcastsd	.LC181(%rip), %ymm6
	vmovapd	%ymm5, 1632(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm5
	vmovapd	%ymm6, 192(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm6
	vmovapd	%ymm5, 1536(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm5
	vmovapd	%ymm6, 1600(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm6
	vmovapd	%ymm5, 1728(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm5
	vmovapd	%ymm6, 1696(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm6
	vmovapd	%ymm5, 1568(%rsp)
	vmovq	%rax, %xmm5
	movabsq	$-4503599627370496, %rax
	vmovapd	%ymm6, 1664(%rsp)
	vpbroadcastq	%xmm5, %ymm6
	vmovq	%rax, %xmm5
	movabsq	$2305843009213693952, %rax
	vmovdqa	%ymm6, 128(%rsp)
	vpbroadcastq	%xmm5, %ymm6
	vmovq	%rax, %xmm5
	movabsq	$-4611686018427387904, %rax
	vmovdqa	%ymm6, 96(%rsp)
	vpbroadcastq	%xmm5, %ymm6
	vmovq	%rax, %xmm5
	vmovdqa	%ymm6, 64(%rsp)
	vpbroadcastq	%xmm5, %ymm6
	vmovdqa	%ymm6, 32(%rsp)
	.p2align 4,,10
	.p2align 3
.L539:
	prefetcht0	(%r14)
	leaq	-2048(%r14), %r12
	prefetcht0	(%rbx)
	leaq	-2048(%rbx), %r13
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	64(%rbx)
	prefetcht0	448(%r14)
	prefetcht0	128(%rbx)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r15
	jbe	.L630
.L527:
	xorl	%eax, %eax
.L534:
	vmovdqu	0(%r13), %ymm4
	vmovdqa	96(%rsp), %ymm6
	leaq	64(%r12), %rdx
	leaq	64(%r13), %rcx
	vmovdqa	128(%rsp), %ymm7
	vpaddq	(%r12), %ymm7, %ymm0
	vmovdqa	160(%rsp), %ymm5
	vmovupd	(%r12), %ymm2
	vmovapd	1216(%rsp), %ymm13
	vpsubq	%ymm4, %ymm0, %ymm0
	vmovapd	224(%rsp), %ymm15
	vmovapd	192(%rsp), %ymm14
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vpaddd	%ymm5, %ymm1, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vmovdqa	%ymm3, 1056(%rsp)
	vaddpd	(%r12), %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm2, 1024(%rsp)
	vdivpd	%ymm1, %ymm2, %ymm12
	vaddpd	%ymm13, %ymm3, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	(%r12), %ymm1, %ymm2
	vfmsub132pd	(%r12), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm4
	vmovapd	%ymm4, 992(%rsp)
	vmovapd	%ymm12, 1504(%rsp)
	vmovdqu	(%rdx), %ymm3
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vmovdqa	%ymm3, 1312(%rsp)
	vpaddq	%ymm7, %ymm3, %ymm0
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm3, %ymm10
	vpaddd	%ymm5, %ymm1, %ymm11
	vmovdqa	%ymm11, 960(%rsp)
	vaddpd	%ymm3, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm10, 928(%rsp)
	vdivpd	%ymm1, %ymm10, %ymm10
	vaddpd	%ymm13, %ymm11, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm2
	vfmsub132pd	1312(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm8
	vmovapd	%ymm8, 896(%rsp)
	vmovapd	%ymm10, 1472(%rsp)
	vmovdqu	(%rdx), %ymm2
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vpaddq	%ymm7, %ymm2, %ymm0
	vmovdqa	%ymm2, %ymm12
	vmovdqa	%ymm12, 1280(%rsp)
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm11
	vpaddd	%ymm5, %ymm1, %ymm9
	vmovdqa	%ymm9, 864(%rsp)
	vaddpd	%ymm2, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm11, 832(%rsp)
	vdivpd	%ymm1, %ymm11, %ymm11
	vaddpd	%ymm13, %ymm9, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm2
	vfmsub132pd	1280(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm1
	vmovapd	%ymm1, 768(%rsp)
	vmovapd	%ymm11, %ymm12
	vmovdqu	(%rdx), %ymm10
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vmovdqa	%ymm10, 1248(%rsp)
	vpaddq	%ymm7, %ymm10, %ymm0
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm10, %ymm8
	vpaddd	%ymm5, %ymm1, %ymm9
	vmovdqa	%ymm9, 736(%rsp)
	vaddpd	%ymm10, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm8, 704(%rsp)
	vdivpd	%ymm1, %ymm8, %ymm11
	vaddpd	%ymm13, %ymm9, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm2
	vfmsub132pd	1248(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm0
	vmovapd	%ymm0, 640(%rsp)
	vmovapd	%ymm11, %ymm10
	vmovdqu	(%rdx), %ymm11
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vmovdqa	%ymm11, 1184(%rsp)
	vpaddq	%ymm7, %ymm11, %ymm0
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm11, %ymm3
	vpaddd	%ymm5, %ymm1, %ymm9
	vmovdqa	%ymm9, 608(%rsp)
	vaddpd	%ymm11, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm3, 576(%rsp)
	vdivpd	%ymm1, %ymm3, %ymm8
	vaddpd	%ymm13, %ymm9, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm1, %ymm2
	vfmsub132pd	1184(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm4
	vmovapd	%ymm4, 544(%rsp)
	vmovapd	%ymm8, 1440(%rsp)
	vmovdqu	(%rdx), %ymm8
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vmovdqa	%ymm8, 1152(%rsp)
	vpaddq	%ymm7, %ymm8, %ymm0
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vpaddd	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm0, %ymm8, %ymm9
	vmovdqa	%ymm1, %ymm3
	vaddpd	%ymm8, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovdqa	%ymm3, 512(%rsp)
	vmovapd	%ymm9, 480(%rsp)
	vdivpd	%ymm1, %ymm9, %ymm9
	vaddpd	%ymm13, %ymm3, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm8, %ymm1, %ymm2
	vfmsub132pd	1152(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm1
	vmovapd	%ymm1, 448(%rsp)
	vmovapd	%ymm9, 1408(%rsp)
	vmovdqu	(%rdx), %ymm9
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vmovdqa	%ymm9, 1120(%rsp)
	vpaddq	%ymm7, %ymm9, %ymm0
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vpaddd	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm0, %ymm9, %ymm11
	vmovdqa	%ymm1, %ymm3
	vaddpd	%ymm9, %ymm0, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovdqa	%ymm3, 416(%rsp)
	vmovapd	%ymm11, 384(%rsp)
	vdivpd	%ymm1, %ymm11, %ymm1
	vmovapd	%ymm1, %ymm11
	vaddpd	%ymm13, %ymm3, %ymm1
	vmovapd	%ymm11, 1376(%rsp)
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm2
	vfmsub132pd	1120(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm0
	vmovapd	%ymm0, 352(%rsp)
	vmovdqu	(%rdx), %ymm1
	vmovdqu	(%rcx), %ymm4
	addq	$64, %rdx
	addq	$64, %rcx
	vpaddq	%ymm7, %ymm1, %ymm0
	vmovdqa	%ymm1, %ymm2
	vpsubq	%ymm4, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm7
	vpaddd	%ymm5, %ymm1, %ymm6
	vaddpd	%ymm2, %ymm0, %ymm1
	vmovdqa	%ymm6, %ymm5
	vmovdqa	%ymm2, %ymm6
	vmovdqa	%ymm6, 1088(%rsp)
	vsubpd	%ymm4, %ymm0, %ymm0
	vmovapd	%ymm7, 288(%rsp)
	vmovdqa	%ymm5, 320(%rsp)
	vdivpd	%ymm1, %ymm7, %ymm7
	vaddpd	%ymm13, %ymm5, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm2
	vfmsub132pd	1088(%rsp), %ymm2, %ymm1
	vmulpd	%ymm14, %ymm2, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm6
	vmovapd	%ymm6, 256(%rsp)
	vmovapd	%ymm7, 1344(%rsp)
	vmovapd	1472(%rsp), %ymm5
	vmovapd	1504(%rsp), %ymm6
	vmovapd	%ymm10, 672(%rsp)
	vmulpd	%ymm10, %ymm10, %ymm10
	vmovapd	%ymm12, 800(%rsp)
	vmulpd	%ymm5, %ymm5, %ymm11
	vmulpd	%ymm6, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm12, %ymm5
	vmulpd	%ymm6, %ymm6, %ymm15
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	%ymm5, %ymm5, %ymm13
	vmulpd	%ymm10, %ymm10, %ymm12
	vmovapd	1632(%rsp), %ymm7
	vmovapd	1600(%rsp), %ymm3
	vmulpd	%ymm7, %ymm15, %ymm2
	vmulpd	%ymm7, %ymm14, %ymm1
	vmulpd	%ymm7, %ymm13, %ymm0
	vmulpd	%ymm7, %ymm12, %ymm4
	vaddpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm4, %ymm4
	vmovapd	1536(%rsp), %ymm7
	vmovapd	1696(%rsp), %ymm3
	vmulpd	%ymm7, %ymm15, %ymm9
	vmulpd	%ymm7, %ymm14, %ymm8
	vaddpd	%ymm3, %ymm9, %ymm9
	vaddpd	%ymm3, %ymm8, %ymm8
	vmovapd	%ymm7, %ymm3
	vmulpd	%ymm3, %ymm12, %ymm3
	vaddpd	1696(%rsp), %ymm3, %ymm3
	vmulpd	%ymm7, %ymm13, %ymm7
	vaddpd	1696(%rsp), %ymm7, %ymm7
	vmulpd	%ymm2, %ymm15, %ymm2
	vmulpd	%ymm1, %ymm14, %ymm1
	vaddpd	1728(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm0, %ymm0
	vaddpd	1728(%rsp), %ymm1, %ymm1
	vmulpd	%ymm4, %ymm12, %ymm4
	vaddpd	1728(%rsp), %ymm0, %ymm0
	vmulpd	%ymm9, %ymm15, %ymm9
	vaddpd	1728(%rsp), %ymm4, %ymm4
	vaddpd	1664(%rsp), %ymm9, %ymm9
	vmulpd	%ymm8, %ymm14, %ymm8
	vaddpd	1664(%rsp), %ymm8, %ymm8
	vmulpd	%ymm7, %ymm13, %ymm7
	vaddpd	1664(%rsp), %ymm7, %ymm7
	vmulpd	%ymm12, %ymm3, %ymm3
	vaddpd	1664(%rsp), %ymm3, %ymm3
	vmulpd	%ymm15, %ymm2, %ymm2
	vmovapd	1568(%rsp), %ymm15
	vmulpd	%ymm14, %ymm1, %ymm1
	vmulpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm12, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm9, %ymm9
	vmulpd	%ymm11, %ymm8, %ymm8
	vaddpd	%ymm15, %ymm2, %ymm2
	vmulpd	%ymm7, %ymm5, %ymm7
	vaddpd	%ymm15, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm3, %ymm3
	vaddpd	%ymm15, %ymm0, %ymm0
	vaddpd	%ymm15, %ymm4, %ymm4
	vaddpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm4, %ymm3
	vmulpd	(%r12), %ymm6, %ymm6
	vmulpd	1312(%rsp), %ymm11, %ymm11
	vmulpd	1280(%rsp), %ymm5, %ymm5
	vmulpd	1248(%rsp), %ymm10, %ymm10
	vmulpd	%ymm2, %ymm6, %ymm6
	vaddpd	1024(%rsp), %ymm6, %ymm6
	vmulpd	%ymm1, %ymm11, %ymm11
	vaddpd	928(%rsp), %ymm11, %ymm11
	vmulpd	%ymm0, %ymm5, %ymm5
	vaddpd	832(%rsp), %ymm5, %ymm5
	vmulpd	%ymm3, %ymm10, %ymm10
	vaddpd	704(%rsp), %ymm10, %ymm10
	vmulpd	1504(%rsp), %ymm6, %ymm6
	vmulpd	1472(%rsp), %ymm11, %ymm11
	vaddpd	992(%rsp), %ymm6, %ymm6
	vmulpd	800(%rsp), %ymm5, %ymm5
	vaddpd	896(%rsp), %ymm11, %ymm11
	vmulpd	672(%rsp), %ymm10, %ymm10
	vaddpd	768(%rsp), %ymm5, %ymm5
	vaddpd	640(%rsp), %ymm10, %ymm10
	vaddpd	%ymm11, %ymm6, %ymm6
	vaddpd	%ymm10, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm6, %ymm2
	vmovapd	1408(%rsp), %ymm5
	vmovapd	1440(%rsp), %ymm6
	vmulpd	%ymm5, %ymm5, %ymm10
	vmovapd	1376(%rsp), %ymm5
	vmovapd	%ymm2, 1504(%rsp)
	vmulpd	%ymm6, %ymm6, %ymm6
	vmulpd	%ymm5, %ymm5, %ymm2
	vmovapd	1344(%rsp), %ymm5
	vmulpd	%ymm5, %ymm5, %ymm9
	vmulpd	%ymm6, %ymm6, %ymm15
	vmulpd	%ymm10, %ymm10, %ymm4
	vmulpd	%ymm2, %ymm2, %ymm3
	vmulpd	%ymm9, %ymm9, %ymm11
	vmovapd	1632(%rsp), %ymm1
	vmovapd	1600(%rsp), %ymm0
	vmulpd	%ymm1, %ymm15, %ymm5
	vmulpd	%ymm1, %ymm4, %ymm14
	vmulpd	%ymm1, %ymm3, %ymm13
	vmulpd	%ymm1, %ymm11, %ymm12
	vaddpd	%ymm0, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm14, %ymm14
	vaddpd	%ymm0, %ymm13, %ymm13
	vaddpd	%ymm0, %ymm12, %ymm12
	vmovapd	1536(%rsp), %ymm0
	vmovapd	1696(%rsp), %ymm7
	vmulpd	%ymm0, %ymm15, %ymm1
	vmulpd	%ymm0, %ymm4, %ymm8
	vaddpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm7, %ymm8, %ymm8
	vmulpd	%ymm0, %ymm3, %ymm7
	vaddpd	1696(%rsp), %ymm7, %ymm7
	vmulpd	%ymm0, %ymm11, %ymm0
	vaddpd	1696(%rsp), %ymm0, %ymm0
	vmulpd	%ymm5, %ymm15, %ymm5
	vmulpd	%ymm4, %ymm14, %ymm14
	vaddpd	1728(%rsp), %ymm5, %ymm5
	vmulpd	%ymm13, %ymm3, %ymm13
	vaddpd	1728(%rsp), %ymm14, %ymm14
	vmulpd	%ymm12, %ymm11, %ymm12
	vaddpd	1728(%rsp), %ymm13, %ymm13
	vmulpd	%ymm1, %ymm15, %ymm1
	vaddpd	1728(%rsp), %ymm12, %ymm12
	vaddpd	1664(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm4, %ymm8
	vaddpd	1664(%rsp), %ymm8, %ymm8
	vmulpd	%ymm3, %ymm7, %ymm7
	vaddpd	1664(%rsp), %ymm7, %ymm7
	vmulpd	%ymm0, %ymm11, %ymm0
	vaddpd	1664(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm5, %ymm5
	vmovapd	1568(%rsp), %ymm15
	vmulpd	%ymm14, %ymm4, %ymm4
	vmulpd	%ymm13, %ymm3, %ymm3
	vmulpd	%ymm12, %ymm11, %ymm11
	vmulpd	%ymm1, %ymm6, %ymm1
	vmulpd	%ymm10, %ymm8, %ymm8
	vaddpd	%ymm15, %ymm5, %ymm5
	vmulpd	%ymm7, %ymm2, %ymm7
	vaddpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm0, %ymm9, %ymm0
	vaddpd	%ymm15, %ymm3, %ymm3
	vaddpd	%ymm15, %ymm11, %ymm11
	vaddpd	%ymm5, %ymm1, %ymm1
	vaddpd	%ymm8, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm3, %ymm3
	vaddpd	%ymm0, %ymm11, %ymm0
	vmovdqa	1184(%rsp), %ymm5
	vmovdqa	1152(%rsp), %ymm8
	vmovdqa	1120(%rsp), %ymm11
	vmovdqa	1088(%rsp), %ymm13
	vmulpd	%ymm5, %ymm6, %ymm6
	vmulpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm13, %ymm9, %ymm9
	vmulpd	%ymm1, %ymm6, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vmulpd	%ymm4, %ymm10, %ymm10
	vaddpd	480(%rsp), %ymm10, %ymm10
	vmulpd	%ymm3, %ymm2, %ymm2
	vaddpd	384(%rsp), %ymm2, %ymm2
	vmulpd	%ymm0, %ymm9, %ymm9
	vaddpd	288(%rsp), %ymm9, %ymm9
	vmulpd	1440(%rsp), %ymm6, %ymm6
	vmovdqa	1248(%rsp), %ymm4
	movabsq	$2249600790429696, %rsi
	vmulpd	1408(%rsp), %ymm10, %ymm0
	vaddpd	544(%rsp), %ymm6, %ymm6
	vmulpd	1376(%rsp), %ymm2, %ymm2
	vaddpd	448(%rsp), %ymm0, %ymm0
	vmulpd	1344(%rsp), %ymm9, %ymm9
	vaddpd	352(%rsp), %ymm2, %ymm2
	vaddpd	256(%rsp), %ymm9, %ymm9
	vmovdqa	1312(%rsp), %ymm7
	vaddpd	%ymm0, %ymm6, %ymm6
	vpand	(%r12), %ymm7, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm6, %ymm2
	vmovdqa	1280(%rsp), %ymm6
	vpand	%ymm6, %ymm4, %ymm1
	vpor	%ymm6, %ymm4, %ymm3
	vmovdqa	960(%rsp), %ymm4
	vmovdqa	736(%rsp), %ymm6
	vpand	%ymm1, %ymm0, %ymm1
	vpand	%ymm5, %ymm8, %ymm0
	vpand	%ymm0, %ymm1, %ymm0
	vpand	%ymm11, %ymm13, %ymm1
	vpand	%ymm1, %ymm0, %ymm0
	vpor	(%r12), %ymm7, %ymm1
	vpandn	64(%rsp), %ymm0, %ymm0
	vpor	%ymm3, %ymm1, %ymm1
	vpor	%ymm5, %ymm8, %ymm3
	vmovdqa	320(%rsp), %ymm5
	vpor	%ymm3, %ymm1, %ymm1
	vpor	%ymm11, %ymm13, %ymm3
	vpor	%ymm3, %ymm1, %ymm1
	vpand	32(%rsp), %ymm1, %ymm1
	vpor	1056(%rsp), %ymm4, %ymm3
	vmovdqa	512(%rsp), %ymm4
	vpor	%ymm1, %ymm0, %ymm1
	vpor	864(%rsp), %ymm6, %ymm0
	vpor	%ymm0, %ymm3, %ymm0
	vpor	608(%rsp), %ymm4, %ymm3
	vpor	%ymm3, %ymm0, %ymm0
	vpor	416(%rsp), %ymm5, %ymm3
	vpor	%ymm3, %ymm0, %ymm3
	vmovq	%rsi, %xmm0
	vpbroadcastq	%xmm0, %ymm0
	vpand	%ymm0, %ymm3, %ymm3
	vpor	%ymm3, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L631
	vaddpd	1504(%rsp), %ymm2, %ymm2
.L535:
	vmovapd	(%r8,%rax), %ymm0
	addq	$32, %r12
	addq	$32, %r13
	vaddpd	%ymm2, %ymm0, %ymm1
	vsubpd	%ymm0, %ymm1, %ymm3
	vmovapd	%ymm1, (%r8,%rax)
	vsubpd	%ymm3, %ymm1, %ymm4
	vsubpd	%ymm3, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	(%r9,%rax), %ymm0, %ymm0
	vmovapd	%ymm0, (%r9,%rax)
	cmpq	$32, %rax
	je	.L536
	movl	$32, %eax
	jmp	.L534
	.p2align 4,,10
	.p2align 3
.L536:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r14
	addq	$512, %rbx
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L539
	movq	16(%rsp), %rdx
.L540:
	vmovdqa	1760(%rsp), %xmm6
	vxorpd	%xmm13, %xmm13, %xmm13
	vmovdqa	1824(%rsp), %xmm5
	vmovdqa	%xmm6, 1888(%rsp)
	vmovdqa	1776(%rsp), %xmm6
	vmovsd	1888(%rsp), %xmm12
	vmovdqa	%xmm5, 1952(%rsp)
	vmovdqa	1856(%rsp), %xmm5
	vmovsd	1896(%rsp), %xmm11
	vmovdqa	%xmm6, 1904(%rsp)
	vaddsd	%xmm13, %xmm12, %xmm1
	vmovdqa	1792(%rsp), %xmm6
	vmovsd	1904(%rsp), %xmm10
	vmovdqa	%xmm5, 1984(%rsp)
	vmovsd	1952(%rsp), %xmm5
	vmovsd	1912(%rsp), %xmm9
	vmovdqa	%xmm6, 1920(%rsp)
	vmovdqa	1808(%rsp), %xmm6
	vmovsd	%xmm5, 1440(%rsp)
	vmovsd	1960(%rsp), %xmm5
	vmovdqa	%xmm6, 1936(%rsp)
	vmovdqa	1840(%rsp), %xmm6
	vmovsd	%xmm5, 1472(%rsp)
	vmovdqa	%xmm6, 1968(%rsp)
	vmovdqa	1872(%rsp), %xmm6
	vmovsd	1968(%rsp), %xmm7
	vmovdqa	%xmm6, 2000(%rsp)
	vaddsd	%xmm1, %xmm11, %xmm6
	vmovsd	%xmm7, 1504(%rsp)
	vmovsd	1976(%rsp), %xmm7
	vmovsd	%xmm7, 1536(%rsp)
	vaddsd	%xmm6, %xmm10, %xmm5
	vmovsd	1920(%rsp), %xmm7
	vmovsd	%xmm7, 1568(%rsp)
	vaddsd	%xmm5, %xmm9, %xmm4
	vaddsd	%xmm7, %xmm4, %xmm3
	vmovsd	1984(%rsp), %xmm7
	vmovsd	%xmm7, 1600(%rsp)
	vmovsd	1928(%rsp), %xmm7
	vmovsd	1936(%rsp), %xmm15
	vmovsd	1944(%rsp), %xmm8
	vmovsd	%xmm7, 1632(%rsp)
	vaddsd	%xmm7, %xmm3, %xmm2
	vmovsd	1992(%rsp), %xmm7
	vmovsd	%xmm7, 1664(%rsp)
	vmovsd	2000(%rsp), %xmm7
	vaddsd	%xmm2, %xmm15, %xmm0
	vmovsd	%xmm7, 1696(%rsp)
	vmovsd	2008(%rsp), %xmm7
	vmovsd	%xmm7, 1728(%rsp)
	vaddsd	%xmm0, %xmm8, %xmm14
	vandpd	.LC125(%rip), %xmm14, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm14, (%rdx)
	jbe	.L525
	vmovsd	%xmm13, %xmm13, %xmm0
.L545:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L630:
	.cfi_restore_state
	leaq	2464(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r12, %rsi
	leaq	2976(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r12
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r13, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r13
	jmp	.L527
.L525:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm13, %xmm7
	vaddsd	%xmm12, %xmm7, %xmm7
	vaddsd	1440(%rsp), %xmm7, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm13
	vsubsd	%xmm13, %xmm6, %xmm12
	vsubsd	%xmm13, %xmm11, %xmm11
	vsubsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm12
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm12, %xmm10, %xmm10
	vaddsd	1472(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm12, %xmm5, %xmm7
	vmovsd	1568(%rsp), %xmm12
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm10, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	1504(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm9, %xmm5, %xmm5
	vaddsd	1536(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm6, %xmm12, %xmm5
	vmovsd	1632(%rsp), %xmm6
	vaddsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	1600(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm5, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm6, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm5
	vaddsd	%xmm4, %xmm3, %xmm3
	vaddsd	1664(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vsubsd	%xmm0, %xmm14, %xmm5
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	1696(%rsp), %xmm1, %xmm1
	vsubsd	%xmm5, %xmm14, %xmm2
	vsubsd	%xmm5, %xmm8, %xmm8
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	1728(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L545
	.p2align 4,,10
	.p2align 3
.L631:
	movq	24(%rsp), %rcx
	movq	%r13, %rdx
	movq	%r12, %rsi
	xorl	%edi, %edi
	movq	%r9, 1408(%rsp)
	movq	%r8, 1440(%rsp)
	movq	%r10, 1472(%rsp)
	movq	%rax, 1504(%rsp)
	call	guarded_rows
	movq	1504(%rsp), %rax
	movq	1472(%rsp), %r10
	movq	1440(%rsp), %r8
	movq	1408(%rsp), %r9
	vmovapd	%ymm0, %ymm2
	jmp	.L535
.L523:
	cmpl	$1, %eax
	je	.L542
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 1824(%rsp)
	vmovapd	%ymm0, 1760(%rsp)
	vmovapd	%ymm0, 1856(%rsp)
	vmovapd	%ymm0, 1792(%rsp)
	testq	%r10, %r10
	je	.L572
	leaq	2464(%rsp), %rax
	movq	%r8, 1568(%rsp)
	movq	%r10, %r14
	leaq	2048(%rdi), %rbx
	movq	%rax, 1600(%rsp)
	addq	$2048, %r12
	leaq	1760(%rsp), %r15
	leaq	1824(%rsp), %r13
	.p2align 4,,10
	.p2align 3
.L571:
	leaq	-2048(%rbx), %r8
	prefetcht0	(%rbx)
	prefetcht0	64(%rbx)
	leaq	-2048(%r12), %r9
	prefetcht0	128(%rbx)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	cmpq	$63, %r14
	jbe	.L632
.L563:
	movq	%r10, 1632(%rsp)
	xorl	%eax, %eax
	movq	%r12, 1728(%rsp)
	movq	%r9, %r12
	movq	%rbx, 1696(%rsp)
	movq	%r8, %rbx
	movq	%r14, 1664(%rsp)
	movq	%r15, %r14
	movq	%r13, %r15
	movq	%rax, %r13
.L570:
	movq	24(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	xorl	%edi, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L633
	movl	$32, %r13d
	jmp	.L570
	.p2align 4,,10
	.p2align 3
.L633:
	movq	1632(%rsp), %r10
	movq	%r15, %r13
	movq	%r14, %r15
	movq	1664(%rsp), %r14
	movq	1728(%rsp), %r12
	movq	1696(%rsp), %rbx
	subq	$64, %r14
	movq	%r10, %rax
	subq	%r14, %rax
	addq	$512, %rbx
	addq	$512, %r12
	cmpq	%r10, %rax
	jb	.L571
	movq	1568(%rsp), %rdx
.L572:
	vmovdqa	1760(%rsp), %xmm5
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	1792(%rsp), %xmm6
	vmovdqa	%xmm5, 1888(%rsp)
	vmovdqa	1776(%rsp), %xmm5
	vmovsd	1888(%rsp), %xmm13
	vmovsd	1896(%rsp), %xmm12
	vmovdqa	%xmm6, 1920(%rsp)
	vmovdqa	1824(%rsp), %xmm6
	vmovdqa	%xmm5, 1904(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	1808(%rsp), %xmm5
	vmovsd	1904(%rsp), %xmm11
	vmovdqa	%xmm6, 1952(%rsp)
	vmovdqa	1856(%rsp), %xmm6
	vmovsd	1912(%rsp), %xmm10
	vmovdqa	%xmm5, 1936(%rsp)
	vmovdqa	1840(%rsp), %xmm5
	vmovsd	1920(%rsp), %xmm9
	vmovdqa	%xmm6, 1984(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovsd	1952(%rsp), %xmm6
	vmovsd	1928(%rsp), %xmm8
	vmovdqa	%xmm5, 1968(%rsp)
	vmovdqa	1872(%rsp), %xmm5
	vmovsd	%xmm6, 1440(%rsp)
	vmovsd	1968(%rsp), %xmm6
	vmovdqa	%xmm5, 2000(%rsp)
	vmovsd	1960(%rsp), %xmm5
	vmovsd	%xmm6, 1504(%rsp)
	vmovsd	1976(%rsp), %xmm6
	vmovsd	%xmm5, 1472(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovsd	%xmm6, 1536(%rsp)
	vmovsd	1984(%rsp), %xmm6
	vmovsd	%xmm6, 1568(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	1992(%rsp), %xmm6
	vmovsd	%xmm6, 1600(%rsp)
	vmovsd	1936(%rsp), %xmm6
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	%xmm6, 1632(%rsp)
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	2000(%rsp), %xmm6
	vmovsd	%xmm6, 1664(%rsp)
	vmovsd	1944(%rsp), %xmm6
	vmovsd	%xmm6, 1728(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	2008(%rsp), %xmm6
	vmovsd	%xmm6, 1696(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L634
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	1440(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm12
	vaddsd	1472(%rsp), %xmm1, %xmm1
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm12, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	1504(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	1536(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vmovsd	1728(%rsp), %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	%xmm9, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm8, %xmm8
	vaddsd	1568(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm5, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	1632(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	1600(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm2
	vsubsd	%xmm0, %xmm15, %xmm5
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	1664(%rsp), %xmm1, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm5, %xmm6, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	1696(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L545
	.p2align 4,,10
	.p2align 3
.L632:
	movq	1600(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	2976(%rsp), %r11
	movq	1600(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r14,8), %rax
	movq	%r14, %rcx
	movq	1600(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L563
.L634:
	vmovsd	%xmm14, %xmm14, %xmm0
	jmp	.L545
.L542:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm3
	vmovsd	64(%rcx), %xmm2
	vmovapd	%ymm0, 1824(%rsp)
	vmovsd	72(%rcx), %xmm1
	vmovapd	%ymm0, 1760(%rsp)
	vmovapd	%ymm0, 1856(%rsp)
	vmovapd	%ymm0, 1792(%rsp)
	testq	%r10, %r10
	je	.L562
	vbroadcastsd	%xmm3, %ymm5
	leaq	2048(%rsi), %r9
	vbroadcastsd	.LC179(%rip), %ymm4
	leaq	2976(%rsp), %rax
	vmovapd	%ymm5, 1280(%rsp)
	vbroadcastsd	%xmm2, %ymm5
	vbroadcastsd	.LC37(%rip), %ymm6
	leaq	1824(%rsp), %r13
	vmovapd	%ymm5, 1120(%rsp)
	vbroadcastsd	%xmm1, %ymm5
	movq	%r9, %r14
	leaq	2048(%rdi), %rbx
	movq	%rax, 1184(%rsp)
	movabsq	$2251799813685248, %rax
	leaq	1760(%rsp), %r15
	vmovapd	%ymm5, 1504(%rsp)
	vmovdqa	.LC177(%rip), %ymm5
	vmovapd	%ymm4, 1216(%rsp)
	vbroadcastsd	.LC181(%rip), %ymm4
	vmovdqa	%ymm5, 160(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm5
	vmovapd	%ymm4, 192(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm4
	vmovapd	%ymm5, 224(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm5
	vmovapd	%ymm4, 1600(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm4
	vmovapd	%ymm5, 1632(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm5
	vmovapd	%ymm4, 1696(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm4
	vmovapd	%ymm5, 1536(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm5
	vmovapd	%ymm4, 1664(%rsp)
	vmovq	%rax, %xmm4
	movabsq	$-4503599627370496, %rax
	vmovapd	%ymm5, 1728(%rsp)
	vpbroadcastq	%xmm4, %ymm5
	vmovdqa	%ymm5, 1472(%rsp)
	vmovq	%rax, %xmm5
	movabsq	$4607182418800017408, %rax
	vmovapd	%ymm6, 1568(%rsp)
	vpbroadcastq	%xmm5, %ymm6
	vmovdqa	%ymm6, 1440(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm6, %ymm4
	movq	%r8, 1056(%rsp)
	movq	%r13, %r8
	movq	%r10, %r13
	vmovdqa	%ymm4, 1408(%rsp)
	vmovq	%rax, %xmm4
	vpbroadcastq	%xmm4, %ymm5
	vmovdqa	%ymm5, 1248(%rsp)
	.p2align 4,,10
	.p2align 3
.L561:
	leaq	-2048(%rbx), %r11
	prefetcht0	(%rbx)
	prefetcht0	64(%rbx)
	leaq	-2048(%r14), %r9
	prefetcht0	128(%rbx)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	prefetcht0	(%r14)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r13
	jbe	.L635
.L549:
	movq	%r10, 1152(%rsp)
	movq	%r11, %rax
	xorl	%r12d, %r12d
	movq	%rbx, %r11
	vmovapd	1120(%rsp), %ymm14
	movq	%rax, %rbx
.L556:
	leaq	(%r9,%r12), %rdi
	leaq	(%rbx,%r12), %rsi
	movq	1184(%rsp), %rcx
	vmovapd	1280(%rsp), %ymm10
	vmovapd	224(%rsp), %ymm11
	movq	%rsi, %rdx
	movq	%rdi, %rax
	vmovapd	192(%rsp), %ymm12
	vmovdqa	160(%rsp), %ymm15
	leaq	4000(%rsp), %r10
	vpcmpeqd	%ymm13, %ymm13, %ymm13
	.p2align 4,,10
	.p2align 3
.L557:
	vmovdqu	(%rax), %ymm2
	vmovapd	%ymm14, %ymm0
	addq	$64, %rdx
	addq	$64, %rax
	vbroadcastsd	.LC183(%rip), %ymm9
	vmulpd	-64(%rdx), %ymm10, %ymm4
	vmulpd	%ymm2, %ymm14, %ymm7
	vfmsub132pd	%ymm2, %ymm7, %ymm0
	vpand	%ymm4, %ymm7, %ymm3
	vmulpd	1504(%rsp), %ymm2, %ymm2
	vpand	%ymm3, %ymm13, %ymm13
	vaddpd	%ymm0, %ymm2, %ymm2
	vpaddq	1472(%rsp), %ymm4, %ymm0
	vpsubq	%ymm7, %ymm0, %ymm0
	vpand	1440(%rsp), %ymm0, %ymm0
	vpaddq	%ymm7, %ymm0, %ymm6
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	1408(%rsp), %ymm0, %ymm0
	vsubpd	%ymm6, %ymm4, %ymm8
	vaddpd	%ymm6, %ymm4, %ymm5
	vmulpd	%ymm0, %ymm2, %ymm0
	vpaddd	%ymm15, %ymm1, %ymm1
	vsubpd	%ymm7, %ymm6, %ymm6
	vaddpd	1216(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm1, %ymm1
	vsubpd	%ymm0, %ymm8, %ymm8
	vsubpd	%ymm2, %ymm0, %ymm0
	vdivpd	%ymm5, %ymm8, %ymm5
	vandpd	.LC4(%rip), %ymm5, %ymm3
	vcmpltpd	%ymm3, %ymm9, %ymm3
	vpand	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm1, %ymm4, %ymm5
	vmulpd	%ymm12, %ymm5, %ymm9
	vfmsub132pd	%ymm4, %ymm5, %ymm1
	vsubpd	%ymm6, %ymm5, %ymm5
	vaddpd	%ymm1, %ymm9, %ymm9
	vsubpd	%ymm0, %ymm9, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmovapd	%ymm4, (%rcx)
	subq	$-128, %rcx
	vmovapd	%ymm8, -96(%rcx)
	vmovapd	%ymm3, -64(%rcx)
	vmovapd	%ymm0, -32(%rcx)
	cmpq	%rcx, %r10
	jne	.L557
	vmovapd	3296(%rsp), %ymm4
	vmovapd	3040(%rsp), %ymm5
	vmulpd	%ymm4, %ymm4, %ymm1
	vmovapd	3424(%rsp), %ymm4
	vmulpd	%ymm5, %ymm5, %ymm6
	vmovapd	3168(%rsp), %ymm5
	vmulpd	%ymm4, %ymm4, %ymm0
	vmulpd	%ymm5, %ymm5, %ymm5
	vmovapd	%ymm1, %ymm10
	vmovapd	%ymm0, %ymm11
	vmulpd	%ymm6, %ymm6, %ymm15
	vmovapd	%ymm10, 1376(%rsp)
	vmovapd	%ymm11, 1344(%rsp)
	vmulpd	%ymm5, %ymm5, %ymm9
	vmulpd	%ymm10, %ymm10, %ymm8
	vmulpd	%ymm11, %ymm11, %ymm7
	vmovapd	1632(%rsp), %ymm3
	vmovapd	1600(%rsp), %ymm2
	vmulpd	%ymm3, %ymm15, %ymm4
	vmulpd	%ymm3, %ymm9, %ymm12
	vmulpd	%ymm3, %ymm8, %ymm11
	vmulpd	%ymm3, %ymm7, %ymm10
	vaddpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm2, %ymm12, %ymm12
	vaddpd	%ymm2, %ymm11, %ymm11
	vaddpd	%ymm2, %ymm10, %ymm10
	vmovapd	1536(%rsp), %ymm0
	vmovapd	1696(%rsp), %ymm1
	vmulpd	%ymm0, %ymm15, %ymm3
	vmulpd	%ymm0, %ymm9, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm0, %ymm8, %ymm1
	vaddpd	1696(%rsp), %ymm1, %ymm1
	vmulpd	%ymm0, %ymm7, %ymm0
	vaddpd	1696(%rsp), %ymm0, %ymm0
	vmulpd	%ymm4, %ymm15, %ymm4
	vmulpd	%ymm12, %ymm9, %ymm12
	vaddpd	1728(%rsp), %ymm4, %ymm4
	vmulpd	%ymm8, %ymm11, %ymm11
	vaddpd	1728(%rsp), %ymm12, %ymm12
	vmulpd	%ymm7, %ymm10, %ymm10
	vaddpd	1728(%rsp), %ymm11, %ymm11
	vmulpd	%ymm15, %ymm3, %ymm3
	vaddpd	1728(%rsp), %ymm10, %ymm10
	vaddpd	1664(%rsp), %ymm3, %ymm3
	vmulpd	%ymm2, %ymm9, %ymm2
	vaddpd	1664(%rsp), %ymm2, %ymm2
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	1664(%rsp), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	1664(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm4, %ymm4
	vmovapd	1568(%rsp), %ymm15
	vmulpd	%ymm12, %ymm9, %ymm9
	vmulpd	%ymm11, %ymm8, %ymm8
	vmovapd	1344(%rsp), %ymm11
	vmulpd	%ymm10, %ymm7, %ymm7
	vmovapd	1376(%rsp), %ymm10
	vmulpd	%ymm3, %ymm6, %ymm3
	vmulpd	%ymm2, %ymm5, %ymm2
	vaddpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm15, %ymm9, %ymm9
	vmulpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm15, %ymm8, %ymm8
	vaddpd	%ymm15, %ymm7, %ymm7
	vaddpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm1, %ymm1
	vaddpd	%ymm7, %ymm0, %ymm0
	vmulpd	3104(%rsp), %ymm5, %ymm5
	vmulpd	2976(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm5, %ymm5
	vaddpd	3136(%rsp), %ymm5, %ymm5
	vmulpd	%ymm3, %ymm6, %ymm6
	vmulpd	3232(%rsp), %ymm10, %ymm2
	vaddpd	3008(%rsp), %ymm6, %ymm6
	vmulpd	%ymm1, %ymm2, %ymm2
	vmulpd	3360(%rsp), %ymm11, %ymm1
	vaddpd	3264(%rsp), %ymm2, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	3392(%rsp), %ymm1, %ymm1
	vmulpd	3040(%rsp), %ymm6, %ymm6
	vmovapd	3808(%rsp), %ymm10
	vmulpd	3168(%rsp), %ymm5, %ymm5
	vaddpd	3072(%rsp), %ymm6, %ymm6
	vmulpd	3296(%rsp), %ymm2, %ymm2
	vaddpd	3200(%rsp), %ymm5, %ymm5
	vmulpd	3424(%rsp), %ymm1, %ymm1
	vaddpd	3328(%rsp), %ymm2, %ymm2
	vaddpd	3456(%rsp), %ymm1, %ymm1
	vmovapd	3552(%rsp), %ymm4
	vaddpd	%ymm5, %ymm6, %ymm5
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm10, %ymm10, %ymm1
	vmovapd	3936(%rsp), %ymm10
	vmulpd	%ymm10, %ymm10, %ymm0
	vaddpd	%ymm2, %ymm5, %ymm7
	vmovapd	%ymm1, %ymm10
	vmovapd	%ymm7, 1312(%rsp)
	vmulpd	%ymm4, %ymm4, %ymm7
	vmovapd	3680(%rsp), %ymm4
	vmovapd	%ymm0, %ymm11
	vmulpd	%ymm4, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm7, %ymm3
	vmovapd	%ymm10, 1376(%rsp)
	vmovapd	%ymm11, 1344(%rsp)
	vmulpd	%ymm4, %ymm4, %ymm2
	vmulpd	%ymm10, %ymm10, %ymm9
	vmulpd	%ymm11, %ymm11, %ymm8
	vmovapd	1632(%rsp), %ymm5
	vmovapd	1600(%rsp), %ymm6
	vmulpd	%ymm5, %ymm3, %ymm15
	vmulpd	%ymm5, %ymm2, %ymm12
	vmulpd	%ymm5, %ymm9, %ymm11
	vmulpd	%ymm5, %ymm8, %ymm10
	vaddpd	%ymm6, %ymm15, %ymm15
	vaddpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm6, %ymm11, %ymm11
	vaddpd	%ymm6, %ymm10, %ymm10
	vmovapd	1536(%rsp), %ymm0
	vmovapd	1696(%rsp), %ymm1
	vmulpd	%ymm0, %ymm3, %ymm6
	vmulpd	%ymm0, %ymm2, %ymm5
	vaddpd	%ymm1, %ymm6, %ymm6
	vaddpd	%ymm1, %ymm5, %ymm5
	vmulpd	%ymm0, %ymm9, %ymm1
	vaddpd	1696(%rsp), %ymm1, %ymm1
	vmulpd	%ymm0, %ymm8, %ymm0
	vaddpd	1696(%rsp), %ymm0, %ymm0
	vmulpd	%ymm3, %ymm15, %ymm15
	vmulpd	%ymm2, %ymm12, %ymm12
	vaddpd	1728(%rsp), %ymm15, %ymm15
	vmulpd	%ymm9, %ymm11, %ymm11
	vaddpd	1728(%rsp), %ymm12, %ymm12
	vmulpd	%ymm8, %ymm10, %ymm10
	vaddpd	1728(%rsp), %ymm11, %ymm11
	vmulpd	%ymm3, %ymm6, %ymm6
	vaddpd	1728(%rsp), %ymm10, %ymm10
	vaddpd	1664(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm5, %ymm5
	vaddpd	1664(%rsp), %ymm5, %ymm5
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	1664(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	1664(%rsp), %ymm0, %ymm0
	vmulpd	%ymm15, %ymm3, %ymm3
	vmovapd	1568(%rsp), %ymm15
	vmulpd	%ymm12, %ymm2, %ymm2
	vmovapd	1376(%rsp), %ymm12
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm10, %ymm8, %ymm8
	vmovapd	1344(%rsp), %ymm10
	vmulpd	%ymm6, %ymm7, %ymm6
	vmulpd	%ymm5, %ymm4, %ymm5
	vaddpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm15, %ymm2, %ymm2
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm15, %ymm9, %ymm9
	vaddpd	%ymm15, %ymm8, %ymm8
	vaddpd	%ymm6, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm8, %ymm0
	vmulpd	3616(%rsp), %ymm4, %ymm4
	vmulpd	3488(%rsp), %ymm7, %ymm7
	vmulpd	%ymm2, %ymm4, %ymm4
	vaddpd	3648(%rsp), %ymm4, %ymm4
	vmulpd	%ymm3, %ymm7, %ymm7
	vmulpd	3744(%rsp), %ymm12, %ymm2
	vaddpd	3520(%rsp), %ymm7, %ymm7
	vmulpd	%ymm1, %ymm2, %ymm2
	vmulpd	3872(%rsp), %ymm10, %ymm1
	vaddpd	3776(%rsp), %ymm2, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	3904(%rsp), %ymm1, %ymm1
	vmulpd	3552(%rsp), %ymm7, %ymm7
	vpandn	1248(%rsp), %ymm13, %ymm13
	vmulpd	3680(%rsp), %ymm4, %ymm4
	vaddpd	3584(%rsp), %ymm7, %ymm7
	vmulpd	3808(%rsp), %ymm2, %ymm2
	vptest	%ymm13, %ymm13
	vaddpd	3712(%rsp), %ymm4, %ymm4
	vmulpd	3936(%rsp), %ymm1, %ymm1
	vaddpd	3840(%rsp), %ymm2, %ymm2
	vaddpd	3968(%rsp), %ymm1, %ymm1
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm4, %ymm2
	jne	.L636
	vaddpd	1312(%rsp), %ymm2, %ymm0
	vmovapd	(%r15,%r12), %ymm1
	vaddpd	%ymm1, %ymm0, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, (%r15,%r12)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r8,%r12), %ymm1, %ymm1
	vmovapd	%ymm1, (%r8,%r12)
	cmpq	$32, %r12
	je	.L627
.L559:
	movl	$32, %r12d
	jmp	.L556
.L636:
	movq	24(%rsp), %rcx
	movq	%rdi, %rdx
	xorl	%edi, %edi
	movq	%r8, 1088(%rsp)
	movq	%r9, 1344(%rsp)
	movq	%r11, 1376(%rsp)
	vmovapd	%ymm14, 1312(%rsp)
	call	guarded_rows
	movq	1088(%rsp), %r8
	cmpq	$32, %r12
	movq	1376(%rsp), %r11
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r15,%r12), %ymm0
	movq	1344(%rsp), %r9
	vmovapd	1312(%rsp), %ymm14
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r15,%r12)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r8,%r12), %ymm0, %ymm0
	vmovapd	%ymm0, (%r8,%r12)
	jne	.L559
	.p2align 4,,10
	.p2align 3
.L627:
	movq	1152(%rsp), %r10
	subq	$64, %r13
	movq	%r11, %rbx
	addq	$512, %r14
	addq	$512, %rbx
	movq	%r10, %rax
	subq	%r13, %rax
	cmpq	%r10, %rax
	jb	.L561
	movq	1056(%rsp), %rdx
.L562:
	vmovdqa	1760(%rsp), %xmm5
	vxorpd	%xmm8, %xmm8, %xmm8
	vmovdqa	%xmm5, 1888(%rsp)
	vmovdqa	1776(%rsp), %xmm5
	vmovsd	1888(%rsp), %xmm14
	vmovsd	1896(%rsp), %xmm13
	vmovdqa	%xmm5, 1904(%rsp)
	vmovdqa	1792(%rsp), %xmm5
	vmovsd	1904(%rsp), %xmm12
	vmovsd	1912(%rsp), %xmm11
	vmovdqa	%xmm5, 1920(%rsp)
	vmovdqa	1808(%rsp), %xmm5
	vmovsd	1920(%rsp), %xmm10
	vmovsd	1928(%rsp), %xmm9
	vmovdqa	%xmm5, 1936(%rsp)
	vmovdqa	1824(%rsp), %xmm5
	vmovdqa	%xmm5, 2976(%rsp)
	vmovdqa	1840(%rsp), %xmm5
	vmovsd	2976(%rsp), %xmm4
	vmovdqa	%xmm5, 2992(%rsp)
	vmovdqa	1856(%rsp), %xmm5
	vmovsd	2992(%rsp), %xmm7
	vmovsd	%xmm4, 1440(%rsp)
	vmovsd	2984(%rsp), %xmm4
	vmovdqa	%xmm5, 3008(%rsp)
	vmovdqa	1872(%rsp), %xmm5
	vmovsd	%xmm4, 1472(%rsp)
	vmovdqa	%xmm5, 3024(%rsp)
	vaddsd	%xmm8, %xmm14, %xmm5
	vmovsd	%xmm7, 1504(%rsp)
	vmovsd	3000(%rsp), %xmm7
	vmovsd	%xmm7, 1536(%rsp)
	vaddsd	%xmm5, %xmm13, %xmm6
	vmovsd	3008(%rsp), %xmm7
	vmovsd	%xmm7, 1568(%rsp)
	vmovsd	3016(%rsp), %xmm7
	vaddsd	%xmm6, %xmm12, %xmm4
	vmovsd	%xmm7, 1600(%rsp)
	vmovsd	1936(%rsp), %xmm7
	vmovsd	%xmm7, 1632(%rsp)
	vaddsd	%xmm4, %xmm11, %xmm3
	vaddsd	%xmm3, %xmm10, %xmm2
	vaddsd	%xmm2, %xmm9, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm0
	vmovsd	3024(%rsp), %xmm7
	vmovsd	%xmm7, 1664(%rsp)
	vmovsd	1944(%rsp), %xmm7
	vmovsd	%xmm7, 1728(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	3032(%rsp), %xmm7
	vmovsd	%xmm7, 1696(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L547
	vmovsd	%xmm8, %xmm8, %xmm0
	jmp	.L545
.L635:
	leaq	1952(%rsp), %r12
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r11, %rsi
	leaq	2464(%rsp), %rdx
	movq	%r12, %rdi
	movq	%r12, %r11
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	%r12, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r9
	jmp	.L549
.L547:
	vsubsd	%xmm5, %xmm5, %xmm7
	vsubsd	%xmm5, %xmm14, %xmm14
	vsubsd	%xmm7, %xmm8, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vaddsd	1440(%rsp), %xmm7, %xmm7
	vaddsd	%xmm8, %xmm7, %xmm14
	vsubsd	%xmm5, %xmm6, %xmm8
	vsubsd	%xmm8, %xmm6, %xmm7
	vsubsd	%xmm8, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm5, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vsubsd	%xmm6, %xmm4, %xmm13
	vaddsd	1472(%rsp), %xmm7, %xmm7
	vsubsd	%xmm13, %xmm4, %xmm5
	vsubsd	%xmm13, %xmm12, %xmm12
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm5, %xmm6, %xmm5
	vaddsd	%xmm12, %xmm5, %xmm5
	vaddsd	1504(%rsp), %xmm5, %xmm5
	vaddsd	%xmm7, %xmm5, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm7, %xmm11, %xmm11
	vsubsd	%xmm5, %xmm4, %xmm4
	vaddsd	%xmm11, %xmm4, %xmm4
	vaddsd	1536(%rsp), %xmm4, %xmm4
	vaddsd	%xmm6, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm6, %xmm2, %xmm5
	vsubsd	%xmm6, %xmm10, %xmm10
	vsubsd	%xmm1, %xmm0, %xmm6
	vsubsd	%xmm5, %xmm3, %xmm3
	vsubsd	%xmm2, %xmm1, %xmm5
	vaddsd	%xmm10, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm9, %xmm9
	vaddsd	1568(%rsp), %xmm3, %xmm3
	vaddsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm1, %xmm4
	vsubsd	%xmm0, %xmm15, %xmm5
	vsubsd	%xmm4, %xmm2, %xmm2
	vmovsd	1632(%rsp), %xmm4
	vsubsd	%xmm6, %xmm4, %xmm8
	vmovsd	1728(%rsp), %xmm4
	vaddsd	%xmm9, %xmm2, %xmm2
	vaddsd	1600(%rsp), %xmm2, %xmm2
	vaddsd	%xmm3, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm0, %xmm3
	vsubsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm8, %xmm1, %xmm1
	vaddsd	1664(%rsp), %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm5, %xmm4, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	1696(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L545
	.cfi_endproc
.LFE6468:
	.size	sum_divergence, .-sum_divergence
	.p2align 4
	.type	sum_log_ratio, @function
sum_log_ratio:
.LFB6470:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdx, %r9
	movq	%r8, %rdx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1952, %rsp
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 88(%rsp)
	testl	%eax, %eax
	jne	.L638
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 672(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	vmovapd	%ymm0, 704(%rsp)
	testq	%r9, %r9
	je	.L653
	vmovdqa	.LC177(%rip), %ymm5
	leaq	672(%rsp), %r15
	movabsq	$2251799813685248, %rax
	movq	%rdx, 32(%rsp)
	vmovq	%rax, %xmm6
	leaq	2048(%rdi), %r12
	movabsq	$-4503599627370496, %rax
	vmovdqa	%ymm5, 320(%rsp)
	leaq	736(%rsp), %r14
	vpbroadcastq	%xmm6, %ymm6
	vbroadcastsd	.LC179(%rip), %ymm5
	leaq	2048(%rsi), %rbx
	movq	%r14, %r10
	movq	%r12, %r14
	vmovapd	%ymm5, 352(%rsp)
	movq	%rbx, %r12
	vbroadcastsd	.LC31(%rip), %ymm5
	vmovapd	%ymm5, 416(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm5
	vmovapd	%ymm5, 384(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm5
	vmovapd	%ymm5, 544(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm5
	vmovapd	%ymm5, 512(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm5
	vmovapd	%ymm5, 480(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm5
	vmovapd	%ymm5, 608(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm5
	vmovapd	%ymm5, 448(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm5
	vmovapd	%ymm5, 576(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm5
	vmovapd	%ymm5, 640(%rsp)
	vmovq	%rax, %xmm5
	movabsq	$2305843009213693952, %rax
	vmovq	%rax, %xmm3
	vpbroadcastq	%xmm5, %ymm5
	movabsq	$-4611686018427387904, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 128(%rsp)
	vmovq	%rax, %xmm3
	movq	%r15, %rax
	movq	%r9, %r15
	vpbroadcastq	%xmm3, %ymm3
	movq	%rax, %r8
	vmovdqa	%ymm3, 96(%rsp)
	.p2align 4,,10
	.p2align 3
.L652:
	leaq	-2048(%r14), %r13
	prefetcht0	(%r14)
	leaq	-2048(%r12), %rbx
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	cmpq	$63, %r15
	jbe	.L739
.L642:
	xorl	%eax, %eax
.L651:
	vpaddq	0(%r13), %ymm6, %ymm0
	vpsubq	(%rbx), %ymm0, %ymm0
	vmovdqa	320(%rsp), %ymm7
	vmovupd	0(%r13), %ymm3
	vmovapd	352(%rsp), %ymm12
	vpand	%ymm5, %ymm0, %ymm0
	vpaddq	128(%r13), %ymm6, %ymm2
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	(%rbx), %ymm0, %ymm0
	vpsubq	128(%rbx), %ymm2, %ymm2
	vmovupd	192(%r13), %ymm8
	vpaddd	%ymm7, %ymm1, %ymm1
	vsubpd	%ymm0, %ymm3, %ymm4
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovupd	64(%r13), %ymm3
	vpand	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm12, %ymm1, %ymm11
	vdivpd	%ymm0, %ymm4, %ymm4
	vpaddq	64(%r13), %ymm6, %ymm0
	vpsubq	64(%rbx), %ymm0, %ymm0
	vmovapd	%ymm11, 288(%rsp)
	vpand	%ymm5, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	64(%rbx), %ymm0, %ymm0
	vpaddd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm12, %ymm1, %ymm10
	vsubpd	%ymm0, %ymm3, %ymm1
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovupd	128(%r13), %ymm3
	vmovapd	%ymm10, 256(%rsp)
	vdivpd	%ymm0, %ymm1, %ymm1
	vpsrad	$20, %ymm2, %ymm0
	vpaddq	128(%rbx), %ymm2, %ymm2
	vpaddd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm0, %ymm13
	vsubpd	%ymm2, %ymm3, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm2
	vmovapd	%ymm13, 224(%rsp)
	vmulpd	%ymm4, %ymm4, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm11
	vdivpd	%ymm2, %ymm0, %ymm0
	vpaddq	192(%r13), %ymm6, %ymm2
	vpsubq	192(%rbx), %ymm2, %ymm2
	vpand	%ymm5, %ymm2, %ymm2
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	192(%rbx), %ymm2, %ymm2
	vpaddd	%ymm7, %ymm3, %ymm3
	vmulpd	480(%rsp), %ymm11, %ymm7
	vaddpd	608(%rsp), %ymm7, %ymm7
	vaddpd	%ymm12, %ymm3, %ymm3
	vmovapd	%ymm3, 192(%rsp)
	vsubpd	%ymm2, %ymm8, %ymm3
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm7, %ymm7
	vaddpd	448(%rsp), %ymm7, %ymm7
	vmulpd	%ymm1, %ymm1, %ymm14
	vmulpd	%ymm15, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm14, %ymm10
	vdivpd	%ymm2, %ymm3, %ymm3
	vmulpd	416(%rsp), %ymm11, %ymm2
	vaddpd	384(%rsp), %ymm2, %ymm2
	vmulpd	%ymm11, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm0, %ymm0, %ymm13
	vmulpd	%ymm11, %ymm2, %ymm2
	vmovapd	288(%rsp), %ymm11
	vaddpd	512(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm13, %ymm13, %ymm9
	vmulpd	576(%rsp), %ymm11, %ymm7
	vmulpd	%ymm15, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm7
	vmulpd	640(%rsp), %ymm11, %ymm2
	vmulpd	%ymm3, %ymm3, %ymm12
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm4
	vmulpd	0(%r13), %ymm4, %ymm4
	vmovapd	416(%rsp), %ymm15
	vmovapd	384(%rsp), %ymm11
	vmulpd	%ymm12, %ymm12, %ymm8
	vmulpd	%ymm15, %ymm10, %ymm2
	vmulpd	480(%rsp), %ymm10, %ymm7
	vaddpd	608(%rsp), %ymm7, %ymm7
	vaddpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm10, %ymm7, %ymm7
	vaddpd	448(%rsp), %ymm7, %ymm7
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm7, %ymm7
	vmulpd	%ymm10, %ymm2, %ymm2
	vmovapd	256(%rsp), %ymm10
	vaddpd	512(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm14
	vmulpd	%ymm10, %ymm14, %ymm7
	vmovapd	544(%rsp), %ymm14
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm7, %ymm2, %ymm7
	vmulpd	640(%rsp), %ymm10, %ymm2
	vmovapd	512(%rsp), %ymm10
	vaddpd	%ymm1, %ymm7, %ymm1
	vmovapd	480(%rsp), %ymm7
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm9, %ymm2
	vmulpd	64(%r13), %ymm1, %ymm1
	vaddpd	%ymm11, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm4, %ymm1
	vmulpd	%ymm7, %ymm9, %ymm4
	vaddpd	608(%rsp), %ymm4, %ymm4
	vmulpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm9, %ymm4, %ymm4
	vaddpd	%ymm14, %ymm2, %ymm2
	vmulpd	%ymm9, %ymm2, %ymm2
	vmovapd	448(%rsp), %ymm9
	vaddpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm4
	vmulpd	%ymm13, %ymm2, %ymm2
	vmovapd	224(%rsp), %ymm13
	vmulpd	%ymm13, %ymm4, %ymm4
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm2, %ymm4
	vmulpd	640(%rsp), %ymm13, %ymm2
	vmovapd	192(%rsp), %ymm13
	vaddpd	%ymm0, %ymm4, %ymm0
	vmulpd	%ymm7, %ymm8, %ymm4
	vmovdqa	320(%rsp), %ymm7
	vaddpd	608(%rsp), %ymm4, %ymm4
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm8, %ymm2
	vmulpd	%ymm8, %ymm4, %ymm4
	vmulpd	128(%r13), %ymm0, %ymm0
	vaddpd	%ymm11, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm12, %ymm4, %ymm4
	vaddpd	%ymm14, %ymm2, %ymm2
	vmulpd	%ymm8, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm8
	vaddpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm13, %ymm8, %ymm4
	vmulpd	%ymm12, %ymm2, %ymm2
	vmovapd	352(%rsp), %ymm12
	vmulpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm4, %ymm2, %ymm4
	vmulpd	640(%rsp), %ymm13, %ymm2
	vaddpd	%ymm3, %ymm4, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vmulpd	192(%r13), %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm3
	vpaddq	256(%r13), %ymm6, %ymm0
	vpsubq	256(%rbx), %ymm0, %ymm0
	vmovapd	%ymm3, 160(%rsp)
	vpand	%ymm5, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm12, %ymm1, %ymm3
	vmovapd	%ymm3, 288(%rsp)
	vpaddq	256(%rbx), %ymm0, %ymm0
	vmovupd	256(%r13), %ymm1
	vmovupd	320(%r13), %ymm3
	vpaddq	384(%r13), %ymm6, %ymm2
	vsubpd	%ymm0, %ymm1, %ymm4
	vaddpd	%ymm1, %ymm0, %ymm0
	vpsubq	384(%rbx), %ymm2, %ymm2
	vdivpd	%ymm0, %ymm4, %ymm4
	vpand	%ymm5, %ymm2, %ymm2
	vpaddq	320(%r13), %ymm6, %ymm0
	vpsubq	320(%rbx), %ymm0, %ymm0
	vpand	%ymm5, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm1
	vpaddq	320(%rbx), %ymm0, %ymm0
	vpaddd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm1, 256(%rsp)
	vsubpd	%ymm0, %ymm3, %ymm1
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovupd	384(%r13), %ymm3
	vdivpd	%ymm0, %ymm1, %ymm1
	vpsrad	$20, %ymm2, %ymm0
	vpaddq	384(%rbx), %ymm2, %ymm2
	vpaddd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm0, %ymm0
	vmovapd	%ymm0, 224(%rsp)
	vsubpd	%ymm2, %ymm3, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm4, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm11
	vdivpd	%ymm2, %ymm0, %ymm0
	vpaddq	448(%r13), %ymm6, %ymm2
	vpsubq	448(%rbx), %ymm2, %ymm2
	vpand	%ymm5, %ymm2, %ymm2
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	448(%rbx), %ymm2, %ymm2
	vpaddd	%ymm7, %ymm3, %ymm3
	vmulpd	480(%rsp), %ymm11, %ymm7
	vaddpd	608(%rsp), %ymm7, %ymm7
	vaddpd	%ymm12, %ymm3, %ymm12
	vmovupd	448(%r13), %ymm3
	vsubpd	%ymm2, %ymm3, %ymm3
	vaddpd	448(%r13), %ymm2, %ymm2
	vmovapd	%ymm12, 192(%rsp)
	vmulpd	%ymm11, %ymm7, %ymm7
	vaddpd	448(%rsp), %ymm7, %ymm7
	vmulpd	%ymm1, %ymm1, %ymm14
	vmulpd	%ymm15, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm14, %ymm10
	vdivpd	%ymm2, %ymm3, %ymm3
	vmulpd	416(%rsp), %ymm11, %ymm2
	vaddpd	384(%rsp), %ymm2, %ymm2
	vmulpd	%ymm11, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm0, %ymm0, %ymm13
	vmulpd	%ymm11, %ymm2, %ymm2
	vmovapd	288(%rsp), %ymm11
	vaddpd	512(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm13, %ymm13, %ymm9
	vmulpd	576(%rsp), %ymm11, %ymm7
	vmulpd	%ymm15, %ymm2, %ymm2
	vmovapd	416(%rsp), %ymm15
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm7
	vmulpd	640(%rsp), %ymm11, %ymm2
	vmovapd	384(%rsp), %ymm11
	vmulpd	%ymm3, %ymm3, %ymm12
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm4
	vmulpd	%ymm15, %ymm10, %ymm2
	vmulpd	256(%r13), %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm8
	vaddpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	512(%rsp), %ymm2, %ymm2
	vmulpd	480(%rsp), %ymm10, %ymm7
	vaddpd	608(%rsp), %ymm7, %ymm7
	vmulpd	%ymm10, %ymm7, %ymm7
	vmovapd	256(%rsp), %ymm10
	vaddpd	448(%rsp), %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm7
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm14
	vmulpd	%ymm10, %ymm14, %ymm7
	vmovapd	480(%rsp), %ymm14
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm7, %ymm2, %ymm7
	vmulpd	640(%rsp), %ymm10, %ymm2
	vmovapd	512(%rsp), %ymm10
	vaddpd	%ymm1, %ymm7, %ymm1
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm9, %ymm2
	vmulpd	320(%r13), %ymm1, %ymm1
	vaddpd	%ymm11, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm4, %ymm1
	vmulpd	%ymm14, %ymm9, %ymm4
	vaddpd	608(%rsp), %ymm4, %ymm4
	vmulpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm9, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm9, %ymm2, %ymm2
	vmovapd	448(%rsp), %ymm9
	vaddpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm4
	vmulpd	%ymm13, %ymm2, %ymm2
	vmovapd	224(%rsp), %ymm13
	vmulpd	%ymm13, %ymm4, %ymm4
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm2, %ymm4
	vmulpd	640(%rsp), %ymm13, %ymm2
	vaddpd	%ymm0, %ymm4, %ymm0
	vmulpd	%ymm14, %ymm8, %ymm4
	vaddpd	608(%rsp), %ymm4, %ymm4
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm15, %ymm8, %ymm2
	vmulpd	%ymm8, %ymm4, %ymm4
	vmulpd	384(%r13), %ymm0, %ymm0
	vaddpd	%ymm11, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm12, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm2
	vmovapd	192(%rsp), %ymm7
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmovapd	576(%rsp), %ymm4
	vmulpd	%ymm7, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm4, %ymm2, %ymm4
	vmulpd	640(%rsp), %ymm7, %ymm2
	vaddpd	%ymm3, %ymm4, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vmulpd	448(%r13), %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovdqu	(%rbx), %ymm3
	vaddpd	%ymm0, %ymm1, %ymm0
	vpand	0(%r13), %ymm3, %ymm1
	vmovdqu	64(%rbx), %ymm3
	vpand	64(%r13), %ymm3, %ymm2
	vmovdqu	128(%rbx), %ymm3
	vpand	%ymm2, %ymm1, %ymm1
	vpand	128(%r13), %ymm3, %ymm2
	vpand	192(%r13), %ymm2, %ymm2
	vmovdqu	256(%r13), %ymm3
	vpand	%ymm2, %ymm1, %ymm1
	vpand	192(%rbx), %ymm3, %ymm2
	vpand	256(%rbx), %ymm2, %ymm2
	vmovdqu	320(%rbx), %ymm3
	vmovdqu	64(%rbx), %ymm4
	vpand	%ymm2, %ymm1, %ymm1
	vpand	320(%r13), %ymm3, %ymm2
	vpand	384(%r13), %ymm2, %ymm2
	vmovdqu	448(%r13), %ymm3
	vpand	%ymm2, %ymm1, %ymm1
	vpand	384(%rbx), %ymm3, %ymm2
	vmovdqu	(%rbx), %ymm3
	vpand	448(%rbx), %ymm2, %ymm2
	vpor	0(%r13), %ymm3, %ymm3
	vpand	%ymm2, %ymm1, %ymm1
	vpor	64(%r13), %ymm4, %ymm2
	vmovdqu	128(%rbx), %ymm4
	vpandn	128(%rsp), %ymm1, %ymm1
	vpor	%ymm2, %ymm3, %ymm3
	vpor	128(%r13), %ymm4, %ymm2
	vmovdqu	320(%rbx), %ymm4
	vpor	192(%r13), %ymm2, %ymm2
	vpor	%ymm2, %ymm3, %ymm2
	vmovdqu	256(%r13), %ymm3
	vpor	192(%rbx), %ymm3, %ymm3
	vpor	256(%rbx), %ymm3, %ymm3
	vpor	%ymm3, %ymm2, %ymm3
	vpor	320(%r13), %ymm4, %ymm2
	vpor	384(%r13), %ymm2, %ymm2
	vpor	%ymm2, %ymm3, %ymm2
	vmovdqu	448(%r13), %ymm3
	vpor	384(%rbx), %ymm3, %ymm3
	vpor	448(%rbx), %ymm3, %ymm3
	vpor	%ymm3, %ymm2, %ymm2
	vpand	96(%rsp), %ymm2, %ymm2
	vpor	%ymm2, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L740
	vaddpd	160(%rsp), %ymm0, %ymm1
.L650:
	vmovapd	(%r8,%rax), %ymm0
	addq	$32, %r13
	addq	$32, %rbx
	vaddpd	%ymm1, %ymm0, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r10,%rax), %ymm0, %ymm0
	vmovapd	%ymm0, (%r10,%rax)
	cmpq	$32, %rax
	je	.L741
	movl	$32, %eax
	jmp	.L651
	.p2align 4,,10
	.p2align 3
.L741:
	subq	$64, %r15
	movq	%r9, %rax
	addq	$512, %r14
	addq	$512, %r12
	subq	%r15, %rax
	cmpq	%r9, %rax
	jb	.L652
	movq	32(%rsp), %rdx
.L653:
	vmovdqa	672(%rsp), %xmm5
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm5, 800(%rsp)
	vmovdqa	688(%rsp), %xmm5
	vmovsd	800(%rsp), %xmm13
	vmovsd	808(%rsp), %xmm12
	vmovdqa	%xmm5, 816(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	704(%rsp), %xmm5
	vmovsd	816(%rsp), %xmm11
	vmovsd	824(%rsp), %xmm10
	vmovdqa	%xmm5, 832(%rsp)
	vmovdqa	720(%rsp), %xmm5
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm5, 848(%rsp)
	vmovdqa	736(%rsp), %xmm5
	vmovdqa	%xmm5, 864(%rsp)
	vmovdqa	752(%rsp), %xmm5
	vmovdqa	%xmm5, 880(%rsp)
	vmovdqa	768(%rsp), %xmm5
	vmovsd	880(%rsp), %xmm3
	vmovdqa	%xmm5, 896(%rsp)
	vmovdqa	784(%rsp), %xmm5
	vmovsd	896(%rsp), %xmm7
	vmovsd	%xmm3, 416(%rsp)
	vmovsd	888(%rsp), %xmm3
	vmovdqa	%xmm5, 912(%rsp)
	vmovsd	864(%rsp), %xmm5
	vmovsd	%xmm3, 448(%rsp)
	vmovsd	832(%rsp), %xmm3
	vmovsd	%xmm5, 352(%rsp)
	vmovsd	872(%rsp), %xmm5
	vmovsd	%xmm3, 480(%rsp)
	vmovsd	%xmm5, 384(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	%xmm7, 512(%rsp)
	vmovsd	840(%rsp), %xmm7
	vmovsd	848(%rsp), %xmm9
	vmovsd	856(%rsp), %xmm8
	vmovsd	%xmm7, 544(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm3, %xmm4, %xmm3
	vaddsd	%xmm7, %xmm3, %xmm2
	vmovsd	904(%rsp), %xmm7
	vmovsd	%xmm7, 576(%rsp)
	vmovsd	912(%rsp), %xmm7
	vaddsd	%xmm2, %xmm9, %xmm0
	vmovsd	%xmm7, 608(%rsp)
	vmovsd	920(%rsp), %xmm7
	vmovsd	%xmm7, 640(%rsp)
	vaddsd	%xmm0, %xmm8, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L640
.L738:
	vmovsd	%xmm14, %xmm14, %xmm0
.L658:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L638:
	.cfi_restore_state
	cmpl	$1, %eax
	je	.L655
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 672(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	vmovapd	%ymm0, 704(%rsp)
	testq	%r9, %r9
	je	.L683
	leaq	928(%rsp), %rax
	movq	%r8, 480(%rsp)
	movq	%r9, %r13
	leaq	2048(%rdi), %r12
	movq	%rax, 512(%rsp)
	leaq	2048(%rsi), %rbx
	leaq	672(%rsp), %r15
	leaq	736(%rsp), %r14
	.p2align 4,,10
	.p2align 3
.L682:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r10
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L742
.L674:
	xorl	%eax, %eax
	movq	%r9, 544(%rsp)
	movq	%r13, 576(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%r12, 640(%rsp)
	movq	%rax, %r15
	movq	%r10, %r12
	movq	%rbx, 608(%rsp)
	movq	%r8, %rbx
.L681:
	movq	88(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$1, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L743
	movl	$32, %r13d
	jmp	.L681
	.p2align 4,,10
	.p2align 3
.L739:
	leaq	928(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r13, %rsi
	leaq	1440(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r13
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%rbx, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %rbx
	jmp	.L642
.L640:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	352(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	384(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vmovsd	480(%rsp), %xmm14
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	416(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	448(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm6, %xmm14, %xmm5
	vsubsd	%xmm2, %xmm0, %xmm6
	vaddsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	512(%rsp), %xmm4, %xmm4
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm5, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	544(%rsp), %xmm4
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm0, %xmm15, %xmm5
	vaddsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm8, %xmm8
	vaddsd	576(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vaddsd	%xmm9, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vaddsd	608(%rsp), %xmm1, %xmm1
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	640(%rsp), %xmm0, %xmm0
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L658
	.p2align 4,,10
	.p2align 3
.L743:
	movq	576(%rsp), %r13
	movq	544(%rsp), %r9
	movq	%r15, %rax
	movq	%r14, %r15
	movq	640(%rsp), %r12
	movq	608(%rsp), %rbx
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r9, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r9, %rax
	jb	.L682
	movq	480(%rsp), %rdx
.L683:
	vmovdqa	672(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	688(%rsp), %xmm5
	vmovdqa	%xmm6, 800(%rsp)
	vmovdqa	704(%rsp), %xmm6
	vmovsd	800(%rsp), %xmm13
	vmovdqa	%xmm5, 816(%rsp)
	vmovdqa	720(%rsp), %xmm5
	vmovsd	808(%rsp), %xmm12
	vmovdqa	%xmm6, 832(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	736(%rsp), %xmm6
	vmovsd	816(%rsp), %xmm11
	vmovdqa	%xmm5, 848(%rsp)
	vmovdqa	752(%rsp), %xmm5
	vmovsd	824(%rsp), %xmm10
	vmovdqa	%xmm6, 864(%rsp)
	vmovdqa	768(%rsp), %xmm6
	vmovsd	832(%rsp), %xmm9
	vmovdqa	%xmm5, 880(%rsp)
	vmovdqa	784(%rsp), %xmm5
	vmovsd	880(%rsp), %xmm3
	vmovdqa	%xmm6, 896(%rsp)
	vmovsd	864(%rsp), %xmm6
	vmovsd	896(%rsp), %xmm7
	vmovdqa	%xmm5, 912(%rsp)
	vmovsd	872(%rsp), %xmm5
	vmovsd	840(%rsp), %xmm8
	vmovsd	%xmm6, 352(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	%xmm5, 384(%rsp)
	vmovsd	%xmm3, 416(%rsp)
	vmovsd	888(%rsp), %xmm3
	vmovsd	%xmm7, 480(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	%xmm3, 448(%rsp)
	vmovsd	904(%rsp), %xmm7
	vmovsd	%xmm7, 512(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	848(%rsp), %xmm7
	vmovsd	%xmm7, 544(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	912(%rsp), %xmm7
	vmovsd	%xmm7, 576(%rsp)
	vmovsd	856(%rsp), %xmm7
	vmovsd	%xmm7, 640(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	920(%rsp), %xmm7
	vmovsd	%xmm7, 608(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	ja	.L738
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	352(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	384(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	416(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	448(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vmovsd	544(%rsp), %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	%xmm9, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm8, %xmm8
	vaddsd	480(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm5, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm3
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	512(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm5, %xmm6, %xmm2
.L737:
	vsubsd	%xmm0, %xmm15, %xmm5
	vaddsd	%xmm2, %xmm1, %xmm1
	vmovsd	640(%rsp), %xmm6
	vaddsd	576(%rsp), %xmm1, %xmm1
	vsubsd	%xmm5, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm5, %xmm6, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	608(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L658
	.p2align 4,,10
	.p2align 3
.L742:
	movq	512(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1440(%rsp), %r11
	movq	512(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	512(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r10, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r10
	jmp	.L674
	.p2align 4,,10
	.p2align 3
.L740:
	movq	88(%rsp), %rcx
	movq	%rbx, %rdx
	movq	%r13, %rsi
	movl	$1, %edi
	movq	%r10, 192(%rsp)
	movq	%r8, 224(%rsp)
	movq	%r9, 256(%rsp)
	movq	%rax, 288(%rsp)
	call	guarded_rows
	vmovdqa	.LC176(%rip), %ymm6
	vmovdqa	.LC17(%rip), %ymm5
	movq	288(%rsp), %rax
	movq	256(%rsp), %r9
	vmovapd	%ymm0, %ymm1
	movq	224(%rsp), %r8
	movq	192(%rsp), %r10
	jmp	.L650
.L655:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm12
	vmovsd	64(%rcx), %xmm11
	vmovapd	%ymm0, 736(%rsp)
	vmovsd	72(%rcx), %xmm14
	vmovapd	%ymm0, 672(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	vmovapd	%ymm0, 704(%rsp)
	testq	%r9, %r9
	je	.L673
	vmovdqa	.LC177(%rip), %ymm5
	leaq	736(%rsp), %r14
	vbroadcastsd	.LC39(%rip), %ymm6
	movabsq	$2251799813685248, %rax
	movq	%rdx, 24(%rsp)
	leaq	2048(%rdi), %r8
	leaq	2048(%rsi), %r13
	vbroadcastsd	.LC5(%rip), %ymm15
	vmovdqa	%ymm5, 320(%rsp)
	vbroadcastsd	%xmm12, %ymm12
	vbroadcastsd	.LC179(%rip), %ymm5
	leaq	672(%rsp), %r15
	vmovapd	%ymm6, 480(%rsp)
	vbroadcastsd	%xmm11, %ymm11
	vbroadcastsd	%xmm14, %ymm14
	vbroadcastsd	.LC43(%rip), %ymm6
	vmovapd	%ymm5, 352(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm5
	vbroadcastsd	.LC183(%rip), %ymm13
	vmovapd	%ymm6, 448(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm6
	vmovapd	%ymm5, 416(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm5
	vmovapd	%ymm6, 640(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$-4503599627370496, %rax
	vmovapd	%ymm5, 384(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm5
	vmovapd	%ymm5, 544(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm5
	vmovapd	%ymm5, 512(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm5
	vmovapd	%ymm5, 608(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm5
	vmovapd	%ymm5, 576(%rsp)
	vpbroadcastq	%xmm6, %ymm5
	vmovq	%rax, %xmm6
	movabsq	$4607182418800017408, %rax
	vmovdqa	%ymm5, 224(%rsp)
	vpbroadcastq	%xmm6, %ymm5
	vmovq	%rax, %xmm6
	movabsq	$2305843009213693952, %rax
	vmovdqa	%ymm5, 288(%rsp)
	vpbroadcastq	%xmm6, %ymm5
	vmovq	%rax, %xmm6
	movq	%r14, %rax
	vmovdqa	%ymm5, 256(%rsp)
	movq	%r13, %r14
	movq	%rax, %r10
	vpbroadcastq	%xmm6, %ymm5
	vmovdqa	%ymm5, 192(%rsp)
	movq	%r8, %r13
	movq	%r15, %r8
	movq	%r9, %r15
	.p2align 4,,10
	.p2align 3
.L672:
	leaq	-2048(%r13), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	0(%r13)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	(%r14)
	prefetcht0	448(%r13)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r15
	jbe	.L744
.L662:
	xorl	%eax, %eax
.L671:
	vmovdqu	(%r12), %ymm1
	vmulpd	(%rbx), %ymm12, %ymm5
	vmovapd	%ymm11, %ymm7
	vmovdqa	224(%rsp), %ymm10
	vmovdqa	288(%rsp), %ymm9
	vmulpd	%ymm1, %ymm11, %ymm0
	vpaddq	%ymm10, %ymm5, %ymm2
	vfmsub132pd	%ymm1, %ymm0, %ymm7
	vpsubq	%ymm0, %ymm2, %ymm2
	vpand	%ymm5, %ymm0, %ymm4
	vmulpd	%ymm1, %ymm14, %ymm1
	vpand	%ymm9, %ymm2, %ymm2
	vpaddq	%ymm0, %ymm2, %ymm0
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	256(%rsp), %ymm2, %ymm2
	vpaddd	320(%rsp), %ymm3, %ymm3
	vsubpd	%ymm0, %ymm5, %ymm6
	vaddpd	352(%rsp), %ymm3, %ymm3
	vaddpd	%ymm0, %ymm5, %ymm0
	vaddpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm6, %ymm1
	vdivpd	%ymm0, %ymm1, %ymm0
	vandpd	%ymm15, %ymm0, %ymm1
	vcmpltpd	%ymm1, %ymm13, %ymm1
	vpand	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm7
	vmulpd	%ymm7, %ymm7, %ymm6
	vmulpd	480(%rsp), %ymm6, %ymm2
	vmulpd	416(%rsp), %ymm6, %ymm0
	vaddpd	608(%rsp), %ymm2, %ymm2
	vaddpd	384(%rsp), %ymm0, %ymm0
	vmulpd	%ymm6, %ymm2, %ymm2
	vaddpd	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	544(%rsp), %ymm0, %ymm0
	vmulpd	%ymm7, %ymm2, %ymm2
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	512(%rsp), %ymm0, %ymm0
	vmulpd	64(%rbx), %ymm12, %ymm6
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	576(%rsp), %ymm3, %ymm2
	vmulpd	640(%rsp), %ymm3, %ymm3
	vmulpd	%ymm7, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm0, %ymm2
	vaddpd	%ymm1, %ymm2, %ymm1
	vmovdqu	64(%r12), %ymm2
	vmulpd	%ymm2, %ymm11, %ymm0
	vaddpd	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm1, %ymm1
	vmovapd	%ymm11, %ymm5
	vfmsub132pd	%ymm2, %ymm0, %ymm5
	vpand	%ymm6, %ymm0, %ymm3
	vmulpd	%ymm2, %ymm14, %ymm2
	vpand	%ymm4, %ymm3, %ymm3
	vpaddq	%ymm10, %ymm6, %ymm4
	vpsubq	%ymm0, %ymm4, %ymm4
	vpand	%ymm9, %ymm4, %ymm4
	vpaddq	%ymm0, %ymm4, %ymm0
	vmovapd	%ymm5, %ymm8
	vpsrad	$20, %ymm4, %ymm5
	vsubpd	%ymm0, %ymm6, %ymm7
	vaddpd	%ymm8, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm6, %ymm0
	vpaddq	256(%rsp), %ymm4, %ymm4
	vpaddd	320(%rsp), %ymm5, %ymm5
	vaddpd	352(%rsp), %ymm5, %ymm5
	vmulpd	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm7, %ymm2
	vdivpd	%ymm0, %ymm2, %ymm2
	vandpd	%ymm15, %ymm2, %ymm0
	vcmpltpd	%ymm0, %ymm13, %ymm0
	vpand	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm0, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm7
	vmulpd	480(%rsp), %ymm7, %ymm4
	vmulpd	416(%rsp), %ymm7, %ymm2
	vaddpd	608(%rsp), %ymm4, %ymm4
	vaddpd	384(%rsp), %ymm2, %ymm2
	vmulpd	%ymm7, %ymm4, %ymm4
	vaddpd	448(%rsp), %ymm4, %ymm4
	vmulpd	%ymm7, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm8, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm2, %ymm2
	vaddpd	512(%rsp), %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmulpd	576(%rsp), %ymm5, %ymm4
	vmulpd	640(%rsp), %ymm5, %ymm5
	vmulpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm2, %ymm4
	vmovdqu	128(%r12), %ymm2
	vaddpd	%ymm0, %ymm4, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmovapd	%ymm11, %ymm5
	vmulpd	%ymm6, %ymm0, %ymm0
	vmulpd	128(%rbx), %ymm12, %ymm6
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm11, %ymm1
	vpaddq	%ymm10, %ymm6, %ymm4
	vfmsub132pd	%ymm2, %ymm1, %ymm5
	vpsubq	%ymm1, %ymm4, %ymm4
	vpand	%ymm6, %ymm1, %ymm7
	vmulpd	%ymm2, %ymm14, %ymm2
	vpand	288(%rsp), %ymm4, %ymm4
	vpaddq	%ymm1, %ymm4, %ymm1
	vsubpd	%ymm1, %ymm6, %ymm8
	vaddpd	%ymm1, %ymm6, %ymm1
	vmovapd	%ymm5, %ymm9
	vpsrad	$20, %ymm4, %ymm5
	vpaddq	256(%rsp), %ymm4, %ymm4
	vpaddd	320(%rsp), %ymm5, %ymm5
	vaddpd	%ymm9, %ymm2, %ymm2
	vaddpd	352(%rsp), %ymm5, %ymm5
	vmulpd	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm8, %ymm2
	vdivpd	%ymm1, %ymm2, %ymm1
	vandpd	%ymm15, %ymm1, %ymm2
	vcmpltpd	%ymm2, %ymm13, %ymm2
	vpand	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm8
	vmulpd	480(%rsp), %ymm8, %ymm4
	vmulpd	416(%rsp), %ymm8, %ymm1
	vaddpd	608(%rsp), %ymm4, %ymm4
	vaddpd	384(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm4, %ymm4
	vaddpd	448(%rsp), %ymm4, %ymm4
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	544(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	512(%rsp), %ymm1, %ymm1
	vmulpd	192(%rbx), %ymm12, %ymm8
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	576(%rsp), %ymm5, %ymm4
	vmulpd	640(%rsp), %ymm5, %ymm5
	vpand	%ymm8, %ymm7, %ymm7
	vmulpd	%ymm9, %ymm1, %ymm1
	vpand	%ymm3, %ymm7, %ymm7
	vpaddq	224(%rsp), %ymm8, %ymm3
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm1, %ymm4
	vmovdqu	192(%r12), %ymm1
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	%ymm1, %ymm11, %ymm4
	vaddpd	%ymm5, %ymm2, %ymm2
	vpsubq	%ymm4, %ymm3, %ymm3
	vpand	288(%rsp), %ymm3, %ymm3
	vmulpd	%ymm6, %ymm2, %ymm2
	vmovapd	%ymm11, %ymm6
	vfmsub132pd	%ymm1, %ymm4, %ymm6
	vpsrad	$20, %ymm3, %ymm5
	vpaddd	320(%rsp), %ymm5, %ymm5
	vaddpd	352(%rsp), %ymm5, %ymm5
	vmulpd	%ymm1, %ymm14, %ymm1
	vmovapd	%ymm6, %ymm10
	vpaddq	%ymm4, %ymm3, %ymm6
	vpaddq	256(%rsp), %ymm3, %ymm3
	vaddpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm6, %ymm8, %ymm9
	vaddpd	%ymm6, %ymm8, %ymm6
	vmulpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm9, %ymm1
	vdivpd	%ymm6, %ymm1, %ymm6
	vandpd	%ymm15, %ymm6, %ymm1
	vcmpltpd	%ymm1, %ymm13, %ymm1
	vpand	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm10
	vmulpd	%ymm10, %ymm10, %ymm9
	vmulpd	480(%rsp), %ymm9, %ymm6
	vmulpd	416(%rsp), %ymm9, %ymm3
	vaddpd	608(%rsp), %ymm6, %ymm6
	vaddpd	384(%rsp), %ymm3, %ymm3
	vmulpd	%ymm9, %ymm6, %ymm6
	vaddpd	448(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm3, %ymm3
	vaddpd	544(%rsp), %ymm3, %ymm3
	vmulpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm9, %ymm3, %ymm3
	vmovapd	640(%rsp), %ymm9
	vaddpd	512(%rsp), %ymm3, %ymm3
	vaddpd	%ymm6, %ymm3, %ymm3
	vmulpd	576(%rsp), %ymm5, %ymm6
	vmulpd	%ymm9, %ymm5, %ymm5
	vmulpd	%ymm10, %ymm3, %ymm3
	vmulpd	%ymm1, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm3, %ymm6
	vaddpd	%ymm1, %ymm6, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm1
	vmovapd	%ymm11, %ymm5
	vmulpd	%ymm8, %ymm1, %ymm1
	vmovdqa	224(%rsp), %ymm8
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	256(%rbx), %ymm12, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm10
	vmovdqu	256(%r12), %ymm1
	vmulpd	%ymm1, %ymm11, %ymm0
	vpaddq	%ymm8, %ymm2, %ymm6
	vpand	%ymm4, %ymm2, %ymm3
	vfmsub132pd	%ymm1, %ymm0, %ymm5
	vpsubq	%ymm0, %ymm6, %ymm6
	vpand	%ymm0, %ymm3, %ymm3
	vmulpd	%ymm1, %ymm14, %ymm1
	vpand	%ymm7, %ymm3, %ymm3
	vpand	288(%rsp), %ymm6, %ymm6
	vpaddq	%ymm0, %ymm6, %ymm0
	vpsrad	$20, %ymm6, %ymm4
	vpaddq	256(%rsp), %ymm6, %ymm6
	vpaddd	320(%rsp), %ymm4, %ymm4
	vsubpd	%ymm0, %ymm2, %ymm7
	vaddpd	352(%rsp), %ymm4, %ymm4
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	%ymm5, %ymm1, %ymm1
	vmulpd	%ymm6, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm7, %ymm1
	vdivpd	%ymm0, %ymm1, %ymm0
	vandpd	%ymm15, %ymm0, %ymm1
	vcmpltpd	%ymm1, %ymm13, %ymm1
	vpand	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm7
	vmulpd	%ymm7, %ymm7, %ymm6
	vmulpd	480(%rsp), %ymm6, %ymm5
	vmulpd	416(%rsp), %ymm6, %ymm0
	vaddpd	608(%rsp), %ymm5, %ymm5
	vaddpd	384(%rsp), %ymm0, %ymm0
	vmulpd	%ymm6, %ymm5, %ymm5
	vaddpd	448(%rsp), %ymm5, %ymm5
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	544(%rsp), %ymm0, %ymm0
	vmulpd	%ymm7, %ymm5, %ymm5
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	512(%rsp), %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmulpd	576(%rsp), %ymm4, %ymm5
	vmulpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm0, %ymm0
	vmulpd	320(%rbx), %ymm12, %ymm7
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm0, %ymm5
	vaddpd	%ymm1, %ymm5, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmovapd	%ymm11, %ymm4
	vmulpd	%ymm2, %ymm1, %ymm0
	vmovdqu	320(%r12), %ymm2
	vmulpd	%ymm2, %ymm11, %ymm1
	vfmsub132pd	%ymm2, %ymm1, %ymm4
	vpand	%ymm7, %ymm1, %ymm5
	vmulpd	%ymm2, %ymm14, %ymm2
	vmovapd	%ymm4, %ymm9
	vpaddq	%ymm8, %ymm7, %ymm4
	vpsubq	%ymm1, %ymm4, %ymm4
	vaddpd	%ymm9, %ymm2, %ymm2
	vpand	288(%rsp), %ymm4, %ymm4
	vpaddq	%ymm1, %ymm4, %ymm1
	vpsrad	$20, %ymm4, %ymm6
	vpaddq	256(%rsp), %ymm4, %ymm4
	vpaddd	320(%rsp), %ymm6, %ymm6
	vsubpd	%ymm1, %ymm7, %ymm8
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm7, %ymm1
	vaddpd	352(%rsp), %ymm6, %ymm6
	vsubpd	%ymm2, %ymm8, %ymm2
	vdivpd	%ymm1, %ymm2, %ymm2
	vandpd	%ymm15, %ymm2, %ymm1
	vcmpltpd	%ymm1, %ymm13, %ymm1
	vpand	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm8
	vmulpd	480(%rsp), %ymm8, %ymm4
	vmulpd	416(%rsp), %ymm8, %ymm2
	vaddpd	608(%rsp), %ymm4, %ymm4
	vaddpd	384(%rsp), %ymm2, %ymm2
	vmulpd	%ymm8, %ymm4, %ymm4
	vaddpd	448(%rsp), %ymm4, %ymm4
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vmulpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	512(%rsp), %ymm2, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vmulpd	576(%rsp), %ymm6, %ymm4
	vmulpd	640(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm2, %ymm4
	vaddpd	%ymm1, %ymm4, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm1, %ymm1
	vmulpd	384(%rbx), %ymm12, %ymm7
	vaddpd	%ymm0, %ymm1, %ymm2
	vmovapd	%ymm11, %ymm1
	vmovdqu	384(%r12), %ymm0
	vpand	%ymm7, %ymm5, %ymm5
	vmulpd	%ymm0, %ymm11, %ymm4
	vpand	%ymm3, %ymm5, %ymm5
	vfmsub132pd	%ymm0, %ymm4, %ymm1
	vmulpd	%ymm0, %ymm14, %ymm0
	vmovapd	%ymm1, %ymm8
	vpaddq	224(%rsp), %ymm7, %ymm1
	vaddpd	%ymm8, %ymm0, %ymm0
	vpsubq	%ymm4, %ymm1, %ymm1
	vpand	288(%rsp), %ymm1, %ymm1
	vpaddq	%ymm4, %ymm1, %ymm3
	vpsrad	$20, %ymm1, %ymm6
	vpaddd	320(%rsp), %ymm6, %ymm6
	vaddpd	352(%rsp), %ymm6, %ymm6
	vsubpd	%ymm3, %ymm7, %ymm9
	vpaddq	256(%rsp), %ymm1, %ymm1
	vaddpd	%ymm3, %ymm7, %ymm3
	vmulpd	%ymm1, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm9, %ymm0
	vdivpd	%ymm3, %ymm0, %ymm3
	vandpd	%ymm15, %ymm3, %ymm1
	vcmpltpd	%ymm1, %ymm13, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm1, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm8
	vmulpd	480(%rsp), %ymm8, %ymm3
	vmulpd	416(%rsp), %ymm8, %ymm0
	vaddpd	608(%rsp), %ymm3, %ymm3
	vaddpd	384(%rsp), %ymm0, %ymm0
	vmulpd	%ymm8, %ymm3, %ymm3
	vaddpd	448(%rsp), %ymm3, %ymm3
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	544(%rsp), %ymm0, %ymm0
	vmulpd	%ymm9, %ymm3, %ymm3
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	512(%rsp), %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vmulpd	576(%rsp), %ymm6, %ymm3
	vmulpd	640(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm0, %ymm3
	vaddpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmovapd	%ymm11, %ymm6
	vmulpd	%ymm7, %ymm1, %ymm3
	vmovdqu	448(%r12), %ymm1
	vmulpd	448(%rbx), %ymm12, %ymm7
	vmulpd	%ymm1, %ymm11, %ymm0
	vpand	%ymm4, %ymm7, %ymm4
	vfmsub132pd	%ymm1, %ymm0, %ymm6
	vpand	%ymm0, %ymm4, %ymm4
	vmulpd	%ymm1, %ymm14, %ymm1
	vpand	%ymm5, %ymm4, %ymm4
	vpaddq	224(%rsp), %ymm7, %ymm5
	vpandn	192(%rsp), %ymm4, %ymm4
	vpsubq	%ymm0, %ymm5, %ymm5
	vpand	288(%rsp), %ymm5, %ymm5
	vptest	%ymm4, %ymm4
	vmovapd	%ymm6, %ymm9
	vpsrad	$20, %ymm5, %ymm6
	vpaddq	%ymm0, %ymm5, %ymm0
	vaddpd	%ymm9, %ymm1, %ymm1
	vsubpd	%ymm0, %ymm7, %ymm8
	vpaddq	256(%rsp), %ymm5, %ymm5
	vaddpd	%ymm0, %ymm7, %ymm0
	vpaddd	320(%rsp), %ymm6, %ymm6
	vaddpd	352(%rsp), %ymm6, %ymm6
	vmulpd	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm8, %ymm1
	vdivpd	%ymm0, %ymm1, %ymm1
	vandpd	%ymm15, %ymm1, %ymm0
	vcmpltpd	%ymm0, %ymm13, %ymm0
	vpand	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm0, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm8
	vmulpd	480(%rsp), %ymm8, %ymm5
	vmulpd	416(%rsp), %ymm8, %ymm1
	vaddpd	608(%rsp), %ymm5, %ymm5
	vaddpd	384(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm5, %ymm5
	vaddpd	448(%rsp), %ymm5, %ymm5
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	544(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm5, %ymm5
	vmulpd	%ymm8, %ymm1, %ymm1
	vaddpd	512(%rsp), %ymm1, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm1
	vmulpd	576(%rsp), %ymm6, %ymm5
	vmulpd	640(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm1, %ymm5
	vaddpd	%ymm0, %ymm5, %ymm0
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	jne	.L745
	vaddpd	%ymm0, %ymm10, %ymm0
.L670:
	vmovapd	(%r8,%rax), %ymm1
	addq	$32, %rbx
	addq	$32, %r12
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r10,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r10,%rax)
	cmpq	$32, %rax
	je	.L746
	movl	$32, %eax
	jmp	.L671
	.p2align 4,,10
	.p2align 3
.L744:
	leaq	928(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%rbx, %rsi
	leaq	1440(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L662
	.p2align 4,,10
	.p2align 3
.L746:
	subq	$64, %r15
	movq	%r9, %rax
	addq	$512, %r13
	addq	$512, %r14
	subq	%r15, %rax
	cmpq	%r9, %rax
	jb	.L672
	movq	24(%rsp), %rdx
.L673:
	vmovdqa	672(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	688(%rsp), %xmm5
	vmovdqa	%xmm6, 800(%rsp)
	vmovsd	800(%rsp), %xmm13
	vmovdqa	704(%rsp), %xmm6
	vmovdqa	%xmm5, 816(%rsp)
	vmovdqa	720(%rsp), %xmm5
	vmovsd	808(%rsp), %xmm12
	vmovdqa	%xmm6, 832(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	736(%rsp), %xmm6
	vmovsd	816(%rsp), %xmm11
	vmovdqa	%xmm5, 848(%rsp)
	vmovdqa	752(%rsp), %xmm5
	vmovsd	824(%rsp), %xmm10
	vmovdqa	%xmm6, 864(%rsp)
	vmovdqa	768(%rsp), %xmm6
	vmovsd	832(%rsp), %xmm9
	vmovdqa	%xmm5, 880(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovdqa	784(%rsp), %xmm5
	vmovsd	840(%rsp), %xmm8
	vmovdqa	%xmm6, 896(%rsp)
	vmovsd	864(%rsp), %xmm6
	vmovdqa	%xmm5, 912(%rsp)
	vmovsd	872(%rsp), %xmm5
	vmovsd	%xmm6, 352(%rsp)
	vmovsd	880(%rsp), %xmm6
	vmovsd	%xmm5, 384(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovsd	%xmm6, 416(%rsp)
	vmovsd	888(%rsp), %xmm6
	vmovsd	%xmm6, 448(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	896(%rsp), %xmm6
	vmovsd	%xmm6, 480(%rsp)
	vmovsd	904(%rsp), %xmm6
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	%xmm6, 512(%rsp)
	vmovsd	848(%rsp), %xmm6
	vmovsd	%xmm6, 544(%rsp)
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	912(%rsp), %xmm6
	vmovsd	%xmm6, 576(%rsp)
	vmovsd	856(%rsp), %xmm6
	vmovsd	%xmm6, 640(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	920(%rsp), %xmm6
	vmovsd	%xmm6, 608(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L738
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	352(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	384(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm14, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	416(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	448(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm3, %xmm2, %xmm5
	vaddsd	%xmm9, %xmm4, %xmm4
	vsubsd	%xmm5, %xmm8, %xmm8
	vaddsd	480(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm5, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	544(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	512(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm5, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm2
	jmp	.L737
.L745:
	movq	88(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$1, %edi
	movq	%r10, 64(%rsp)
	movq	%r8, 72(%rsp)
	movq	%r9, 80(%rsp)
	movq	%rax, 160(%rsp)
	vmovapd	%ymm14, 32(%rsp)
	vmovapd	%ymm11, 96(%rsp)
	vmovapd	%ymm12, 128(%rsp)
	call	guarded_rows
	vmovapd	96(%rsp), %ymm11
	movq	80(%rsp), %r9
	vmovapd	.LC4(%rip), %ymm15
	vmovapd	32(%rsp), %ymm14
	vmovapd	.LC182(%rip), %ymm13
	movq	160(%rsp), %rax
	vmovapd	128(%rsp), %ymm12
	movq	72(%rsp), %r8
	movq	64(%rsp), %r10
	jmp	.L670
	.cfi_endproc
.LFE6470:
	.size	sum_log_ratio, .-sum_log_ratio
	.p2align 4
	.type	sum_surprise, @function
sum_surprise:
.LFB6472:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	.cfi_offset 15, -24
	movq	%rdx, %r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$2016, %rsp
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 280(%rsp)
	testl	%eax, %eax
	jne	.L748
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	88(%rcx), %xmm1
	vmovapd	%ymm0, 800(%rsp)
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r15, %r15
	je	.L763
	vmovdqa	.LC177(%rip), %ymm6
	vbroadcastsd	%xmm1, %ymm1
	movabsq	$2251799813685248, %rax
	leaq	736(%rsp), %r14
	vmovq	%rax, %xmm8
	leaq	800(%rsp), %r13
	movabsq	$-4503599627370496, %rax
	vbroadcastsd	.LC29(%rip), %ymm15
	vmovdqa	%ymm6, 704(%rsp)
	vpbroadcastq	%xmm8, %ymm8
	movq	%r13, %r9
	movq	%r15, %r10
	vbroadcastsd	.LC179(%rip), %ymm6
	leaq	2048(%rdi), %r12
	vpaddq	%ymm8, %ymm1, %ymm8
	movq	%r8, 272(%rsp)
	leaq	2048(%rsi), %rbx
	movq	%r14, %r8
	movq	%r12, %r14
	vmovapd	%ymm6, 384(%rsp)
	movq	%rbx, %r13
	vbroadcastsd	.LC31(%rip), %ymm6
	vmovapd	%ymm6, 672(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm6
	vmovapd	%ymm6, 640(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm6
	vmovapd	%ymm6, 608(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm6
	vmovapd	%ymm6, 576(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm6
	vmovapd	%ymm6, 544(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm6
	vmovapd	%ymm6, 512(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm6
	vmovapd	%ymm6, 480(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm6
	vmovapd	%ymm6, 448(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 416(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$-4611686018427387904, %rax
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 320(%rsp)
	vmovq	%rax, %xmm6
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 288(%rsp)
	.p2align 4,,10
	.p2align 3
.L762:
	leaq	-2048(%r14), %rbx
	leaq	-2048(%r13), %r12
	prefetcht0	(%r14)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	0(%r13)
	prefetcht0	448(%r14)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	448(%r13)
	cmpq	$63, %r15
	jbe	.L849
.L752:
	vmovapd	384(%rsp), %ymm6
	xorl	%eax, %eax
.L761:
	vmovdqu	(%r12), %ymm2
	vmovdqu	(%rbx), %ymm11
	vmovdqa	416(%rsp), %ymm12
	vpsubq	%ymm2, %ymm8, %ymm0
	vpand	%ymm11, %ymm2, %ymm9
	vpor	%ymm11, %ymm2, %ymm5
	vpand	%ymm12, %ymm0, %ymm0
	vpsrad	$20, %ymm0, %ymm4
	vpaddq	%ymm2, %ymm0, %ymm0
	vpaddd	704(%rsp), %ymm4, %ymm4
	vsubpd	%ymm0, %ymm1, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	%ymm4, %ymm6, %ymm4
	vdivpd	%ymm0, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm10
	vmulpd	%ymm10, %ymm10, %ymm7
	vmulpd	544(%rsp), %ymm7, %ymm3
	vmulpd	672(%rsp), %ymm7, %ymm0
	vaddpd	512(%rsp), %ymm3, %ymm3
	vaddpd	640(%rsp), %ymm0, %ymm0
	vmulpd	%ymm7, %ymm3, %ymm3
	vaddpd	480(%rsp), %ymm3, %ymm3
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	608(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm3, %ymm3
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	576(%rsp), %ymm0, %ymm0
	vaddpd	%ymm3, %ymm0, %ymm0
	vmulpd	448(%rsp), %ymm4, %ymm3
	vmulpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm3
	vxorpd	%xmm0, %xmm0, %xmm0
	vaddpd	%ymm2, %ymm3, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vcmpltpd	%ymm2, %ymm0, %ymm7
	vpand	%ymm2, %ymm7, %ymm7
	vmovdqu	64(%r12), %ymm2
	vmulpd	%ymm7, %ymm11, %ymm7
	vmovdqu	64(%rbx), %ymm11
	vpsubq	%ymm2, %ymm8, %ymm4
	vpand	%ymm12, %ymm4, %ymm4
	vpand	%ymm11, %ymm2, %ymm14
	vpor	%ymm11, %ymm2, %ymm13
	vpaddq	%ymm2, %ymm4, %ymm2
	vpsrad	$20, %ymm4, %ymm3
	vpand	%ymm9, %ymm14, %ymm14
	vsubpd	%ymm2, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm1, %ymm2
	vpor	%ymm5, %ymm13, %ymm13
	vpaddd	704(%rsp), %ymm3, %ymm3
	vdivpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm3, %ymm6, %ymm3
	vmulpd	%ymm4, %ymm4, %ymm10
	vmulpd	%ymm10, %ymm10, %ymm9
	vmulpd	544(%rsp), %ymm9, %ymm5
	vmulpd	672(%rsp), %ymm9, %ymm2
	vaddpd	512(%rsp), %ymm5, %ymm5
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm9, %ymm5, %ymm5
	vaddpd	480(%rsp), %ymm5, %ymm5
	vmulpd	%ymm9, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm10, %ymm5, %ymm5
	vmulpd	%ymm9, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm3, %ymm5
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm10, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm5, %ymm2, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm4
	vaddpd	%ymm3, %ymm4, %ymm3
	vmovdqu	128(%r12), %ymm4
	vpand	128(%rbx), %ymm4, %ymm12
	vpor	128(%rbx), %ymm4, %ymm10
	vpsubq	%ymm4, %ymm8, %ymm2
	vpand	416(%rsp), %ymm2, %ymm2
	vcmpltpd	%ymm3, %ymm0, %ymm9
	vpand	%ymm3, %ymm9, %ymm9
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm1, %ymm2
	vmulpd	%ymm9, %ymm11, %ymm9
	vpaddd	704(%rsp), %ymm3, %ymm3
	vdivpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm3, %ymm6, %ymm3
	vaddpd	%ymm7, %ymm9, %ymm9
	vmulpd	%ymm4, %ymm4, %ymm11
	vmulpd	%ymm11, %ymm11, %ymm7
	vmulpd	672(%rsp), %ymm7, %ymm2
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm7, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm7, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vmulpd	544(%rsp), %ymm7, %ymm5
	vpand	192(%rbx), %ymm12, %ymm12
	vpor	192(%rbx), %ymm10, %ymm10
	vaddpd	512(%rsp), %ymm5, %ymm5
	vpand	%ymm14, %ymm12, %ymm12
	vpor	%ymm13, %ymm10, %ymm10
	vmulpd	%ymm7, %ymm5, %ymm5
	vaddpd	480(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm3, %ymm5
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm5, %ymm2, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm4
	vmovdqu	192(%r12), %ymm5
	vpsubq	%ymm5, %ymm8, %ymm2
	vpand	416(%rsp), %ymm2, %ymm2
	vaddpd	%ymm3, %ymm4, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm11
	vpand	%ymm3, %ymm11, %ymm11
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm1, %ymm2
	vmulpd	128(%rbx), %ymm11, %ymm11
	vpaddd	704(%rsp), %ymm3, %ymm3
	vdivpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm3, %ymm6, %ymm3
	vmulpd	%ymm4, %ymm4, %ymm14
	vmulpd	%ymm14, %ymm14, %ymm13
	vmulpd	544(%rsp), %ymm13, %ymm7
	vmulpd	672(%rsp), %ymm13, %ymm2
	vaddpd	512(%rsp), %ymm7, %ymm7
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm7, %ymm7
	vaddpd	480(%rsp), %ymm7, %ymm7
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm7, %ymm7
	vmulpd	%ymm13, %ymm2, %ymm2
	vmovdqu	256(%rbx), %ymm13
	vaddpd	576(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm3, %ymm7
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm14, %ymm2, %ymm2
	vmovdqa	416(%rsp), %ymm14
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm7
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm3, %ymm4, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm2
	vpand	%ymm3, %ymm2, %ymm2
	vmulpd	192(%rbx), %ymm2, %ymm2
	vaddpd	%ymm11, %ymm2, %ymm2
	vpand	%ymm5, %ymm13, %ymm11
	vpor	%ymm5, %ymm13, %ymm5
	vaddpd	%ymm9, %ymm2, %ymm3
	vmovdqu	256(%r12), %ymm2
	vpsubq	%ymm2, %ymm8, %ymm4
	vpand	%ymm2, %ymm11, %ymm11
	vpor	%ymm2, %ymm5, %ymm5
	vpand	%ymm14, %ymm4, %ymm4
	vpor	%ymm10, %ymm5, %ymm5
	vpand	%ymm12, %ymm11, %ymm11
	vmovapd	%ymm3, 352(%rsp)
	vpaddq	%ymm2, %ymm4, %ymm2
	vpsrad	$20, %ymm4, %ymm3
	vpaddd	704(%rsp), %ymm3, %ymm3
	vsubpd	%ymm2, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm1, %ymm2
	vaddpd	%ymm3, %ymm6, %ymm3
	vdivpd	%ymm2, %ymm4, %ymm4
	vmulpd	%ymm4, %ymm4, %ymm10
	vmulpd	%ymm10, %ymm10, %ymm9
	vmulpd	544(%rsp), %ymm9, %ymm7
	vmulpd	672(%rsp), %ymm9, %ymm2
	vaddpd	512(%rsp), %ymm7, %ymm7
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm9, %ymm7, %ymm7
	vaddpd	480(%rsp), %ymm7, %ymm7
	vmulpd	%ymm9, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm10, %ymm7, %ymm7
	vmulpd	%ymm9, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm3, %ymm7
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm10, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm7
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm3, %ymm4, %ymm3
	vmovdqu	320(%r12), %ymm4
	vpand	320(%rbx), %ymm4, %ymm10
	vpor	320(%rbx), %ymm4, %ymm9
	vpsubq	%ymm4, %ymm8, %ymm2
	vcmpltpd	%ymm3, %ymm0, %ymm12
	vpand	%ymm14, %ymm2, %ymm2
	vpand	%ymm3, %ymm12, %ymm12
	vpsrad	$20, %ymm2, %ymm3
	vpaddq	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm1, %ymm2
	vmulpd	%ymm12, %ymm13, %ymm12
	vpaddd	704(%rsp), %ymm3, %ymm3
	vdivpd	%ymm2, %ymm4, %ymm4
	vaddpd	%ymm3, %ymm6, %ymm3
	vmulpd	%ymm4, %ymm4, %ymm14
	vmulpd	%ymm14, %ymm14, %ymm13
	vmulpd	544(%rsp), %ymm13, %ymm7
	vmulpd	672(%rsp), %ymm13, %ymm2
	vaddpd	512(%rsp), %ymm7, %ymm7
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm7, %ymm7
	vaddpd	480(%rsp), %ymm7, %ymm7
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm7, %ymm7
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm3, %ymm7
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm14, %ymm2, %ymm2
	vmovdqu	384(%rbx), %ymm14
	vpor	%ymm14, %ymm9, %ymm9
	vpand	%ymm14, %ymm10, %ymm10
	vpor	%ymm5, %ymm9, %ymm9
	vmulpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm4, %ymm4
	vaddpd	%ymm7, %ymm2, %ymm7
	vaddpd	%ymm4, %ymm7, %ymm4
	vaddpd	%ymm3, %ymm4, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm7
	vpand	%ymm3, %ymm7, %ymm7
	vmovdqu	384(%r12), %ymm3
	vmulpd	320(%rbx), %ymm7, %ymm7
	vpsubq	%ymm3, %ymm8, %ymm2
	vpand	416(%rsp), %ymm2, %ymm2
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	%ymm3, %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm4, %ymm4
	vsubpd	%ymm2, %ymm1, %ymm5
	vaddpd	%ymm2, %ymm1, %ymm2
	vaddpd	%ymm12, %ymm7, %ymm7
	vpand	%ymm11, %ymm10, %ymm12
	vaddpd	%ymm4, %ymm6, %ymm4
	vdivpd	%ymm2, %ymm5, %ymm5
	vmulpd	%ymm5, %ymm5, %ymm13
	vmulpd	%ymm13, %ymm13, %ymm10
	vmulpd	544(%rsp), %ymm10, %ymm11
	vmulpd	672(%rsp), %ymm10, %ymm2
	vaddpd	512(%rsp), %ymm11, %ymm11
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm10, %ymm11, %ymm11
	vaddpd	480(%rsp), %ymm11, %ymm11
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm11, %ymm11
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm4, %ymm10
	vmulpd	%ymm15, %ymm4, %ymm4
	vaddpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm10, %ymm2, %ymm10
	vmovdqu	448(%r12), %ymm2
	vaddpd	%ymm5, %ymm10, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm4
	vpsubq	%ymm2, %ymm8, %ymm5
	vpand	416(%rsp), %ymm5, %ymm5
	vcmpltpd	%ymm4, %ymm0, %ymm11
	vpand	%ymm4, %ymm11, %ymm11
	vpsrad	$20, %ymm5, %ymm4
	vpaddd	704(%rsp), %ymm4, %ymm4
	vmulpd	%ymm11, %ymm14, %ymm11
	vmovdqu	448(%rbx), %ymm14
	vaddpd	%ymm4, %ymm6, %ymm4
	vpand	%ymm3, %ymm14, %ymm10
	vpor	%ymm3, %ymm14, %ymm3
	vpand	%ymm2, %ymm10, %ymm10
	vpor	%ymm2, %ymm3, %ymm3
	vpaddq	%ymm2, %ymm5, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm5
	vaddpd	%ymm2, %ymm1, %ymm2
	vpand	%ymm12, %ymm10, %ymm10
	vpor	%ymm9, %ymm3, %ymm3
	vdivpd	%ymm2, %ymm5, %ymm5
	vmulpd	%ymm5, %ymm5, %ymm13
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	672(%rsp), %ymm12, %ymm2
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm12, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm2, %ymm2
	vmulpd	%ymm12, %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm2, %ymm2
	vmulpd	544(%rsp), %ymm12, %ymm9
	vaddpd	512(%rsp), %ymm9, %ymm9
	vpandn	320(%rsp), %ymm10, %ymm10
	vpand	288(%rsp), %ymm3, %ymm3
	vmulpd	%ymm12, %ymm9, %ymm9
	vpor	%ymm3, %ymm10, %ymm10
	vaddpd	480(%rsp), %ymm9, %ymm9
	vptest	%ymm10, %ymm10
	vmulpd	%ymm13, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm2, %ymm2
	vmulpd	448(%rsp), %ymm4, %ymm9
	vmulpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm5, %ymm5, %ymm5
	vaddpd	%ymm9, %ymm2, %ymm9
	vaddpd	%ymm5, %ymm9, %ymm5
	vaddpd	%ymm4, %ymm5, %ymm4
	vcmpltpd	%ymm4, %ymm0, %ymm0
	vpand	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm14, %ymm0
	vaddpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm0, %ymm0
	jne	.L850
	vaddpd	352(%rsp), %ymm0, %ymm0
.L760:
	vmovapd	(%r8,%rax), %ymm2
	addq	$32, %rbx
	addq	$32, %r12
	vaddpd	%ymm0, %ymm2, %ymm3
	vsubpd	%ymm2, %ymm3, %ymm4
	vmovapd	%ymm3, (%r8,%rax)
	vsubpd	%ymm4, %ymm3, %ymm5
	vsubpd	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm2
	vaddpd	(%r9,%rax), %ymm2, %ymm2
	vmovapd	%ymm2, (%r9,%rax)
	cmpq	$32, %rax
	je	.L851
	movl	$32, %eax
	jmp	.L761
	.p2align 4,,10
	.p2align 3
.L851:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r14
	addq	$512, %r13
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L762
	movq	272(%rsp), %r8
.L763:
	vmovdqa	736(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 864(%rsp)
	vmovdqa	752(%rsp), %xmm6
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm6, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm6
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm6, 896(%rsp)
	vmovdqa	784(%rsp), %xmm6
	vmovdqa	%xmm6, 912(%rsp)
	vmovdqa	800(%rsp), %xmm6
	vmovdqa	%xmm6, 928(%rsp)
	vmovdqa	816(%rsp), %xmm6
	vmovsd	936(%rsp), %xmm0
	vmovdqa	%xmm6, 944(%rsp)
	vmovdqa	832(%rsp), %xmm6
	vmovsd	%xmm0, 448(%rsp)
	vmovsd	944(%rsp), %xmm0
	vmovdqa	%xmm6, 960(%rsp)
	vmovdqa	848(%rsp), %xmm6
	vmovsd	%xmm0, 480(%rsp)
	vmovsd	952(%rsp), %xmm0
	vmovdqa	%xmm6, 976(%rsp)
	vmovsd	928(%rsp), %xmm6
	vmovsd	%xmm0, 512(%rsp)
	vmovsd	896(%rsp), %xmm0
	vmovsd	%xmm6, 416(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	%xmm0, 544(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm0, %xmm4, %xmm3
	vmovsd	960(%rsp), %xmm0
	vmovsd	%xmm0, 576(%rsp)
	vmovsd	904(%rsp), %xmm0
	vmovsd	912(%rsp), %xmm9
	vmovsd	976(%rsp), %xmm7
	vmovsd	920(%rsp), %xmm8
	vmovsd	%xmm0, 608(%rsp)
	vaddsd	%xmm0, %xmm3, %xmm2
	vmovsd	968(%rsp), %xmm0
	vmovsd	%xmm7, 672(%rsp)
	vmovsd	984(%rsp), %xmm7
	vmovsd	%xmm0, 640(%rsp)
	vmovsd	%xmm7, 704(%rsp)
	vaddsd	%xmm2, %xmm9, %xmm0
	vaddsd	%xmm0, %xmm8, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%r8)
	jbe	.L750
.L848:
	vmovsd	%xmm14, %xmm14, %xmm0
.L768:
	vmovsd	%xmm0, 8(%r8)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L748:
	.cfi_restore_state
	cmpl	$1, %eax
	je	.L765
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 800(%rsp)
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r15, %r15
	je	.L793
	leaq	992(%rsp), %rax
	movq	%r15, %rdx
	movq	%r8, 544(%rsp)
	leaq	736(%rsp), %r14
	movq	%rax, 576(%rsp)
	leaq	800(%rsp), %r13
	movq	%r15, %r10
	leaq	2048(%rdi), %r12
	movq	%r14, %r15
	leaq	2048(%rsi), %rbx
	movq	%r13, %r14
	movq	%rdx, %r13
	.p2align 4,,10
	.p2align 3
.L792:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r9
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L852
.L784:
	xorl	%eax, %eax
	movq	%r10, 608(%rsp)
	movq	%r13, 640(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%r12, 704(%rsp)
	movq	%rax, %r15
	movq	%r9, %r12
	movq	%rbx, 672(%rsp)
	movq	%r8, %rbx
.L791:
	movq	280(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$2, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L853
	movl	$32, %r13d
	jmp	.L791
.L750:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	416(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	448(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	480(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	512(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vmovsd	544(%rsp), %xmm5
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm6
	vaddsd	%xmm5, %xmm4, %xmm4
	vaddsd	576(%rsp), %xmm4, %xmm4
	vmovsd	608(%rsp), %xmm5
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm5, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm6
	vaddsd	%xmm4, %xmm3, %xmm3
	vaddsd	640(%rsp), %xmm3, %xmm3
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm0, %xmm15, %xmm6
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm6, %xmm15, %xmm2
	vsubsd	%xmm6, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm1, %xmm1
	vaddsd	672(%rsp), %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	704(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L768
	.p2align 4,,10
	.p2align 3
.L853:
	movq	640(%rsp), %r13
	movq	608(%rsp), %r10
	movq	%r15, %rax
	movq	%r14, %r15
	movq	704(%rsp), %r12
	movq	672(%rsp), %rbx
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r10, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r10, %rax
	jb	.L792
	movq	544(%rsp), %r8
.L793:
	vmovdqa	736(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 864(%rsp)
	vmovdqa	752(%rsp), %xmm6
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm6, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm6
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm6, 896(%rsp)
	vmovdqa	784(%rsp), %xmm6
	vmovsd	896(%rsp), %xmm9
	vmovsd	904(%rsp), %xmm8
	vmovdqa	%xmm6, 912(%rsp)
	vmovdqa	800(%rsp), %xmm6
	vmovdqa	%xmm6, 928(%rsp)
	vmovdqa	816(%rsp), %xmm6
	vmovsd	936(%rsp), %xmm0
	vmovdqa	%xmm6, 944(%rsp)
	vmovdqa	832(%rsp), %xmm6
	vmovsd	%xmm0, 448(%rsp)
	vmovsd	944(%rsp), %xmm0
	vmovdqa	%xmm6, 960(%rsp)
	vmovdqa	848(%rsp), %xmm6
	vmovsd	%xmm0, 480(%rsp)
	vmovsd	952(%rsp), %xmm0
	vmovdqa	%xmm6, 976(%rsp)
	vmovsd	928(%rsp), %xmm6
	vmovsd	%xmm0, 512(%rsp)
	vmovsd	960(%rsp), %xmm0
	vmovsd	%xmm6, 416(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	%xmm0, 544(%rsp)
	vmovsd	968(%rsp), %xmm0
	vmovsd	976(%rsp), %xmm7
	vmovsd	%xmm0, 576(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	912(%rsp), %xmm0
	vmovsd	%xmm7, 640(%rsp)
	vmovsd	920(%rsp), %xmm7
	vmovsd	%xmm0, 608(%rsp)
	vmovsd	%xmm7, 704(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm4, %xmm9, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm0, %xmm2, %xmm0
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	984(%rsp), %xmm7
	vmovsd	%xmm7, 672(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%r8)
	ja	.L848
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	416(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	448(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vaddsd	%xmm11, %xmm6, %xmm6
	vaddsd	480(%rsp), %xmm6, %xmm6
.L847:
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	512(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vmovsd	608(%rsp), %xmm5
	vsubsd	%xmm6, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	544(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm3
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	576(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm2
	vmovsd	704(%rsp), %xmm5
	vsubsd	%xmm0, %xmm15, %xmm6
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	640(%rsp), %xmm1, %xmm1
	vsubsd	%xmm6, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm5, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	672(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L768
	.p2align 4,,10
	.p2align 3
.L849:
	leaq	992(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%rbx, %rsi
	leaq	1504(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L752
	.p2align 4,,10
	.p2align 3
.L852:
	movq	576(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1504(%rsp), %r11
	movq	576(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	576(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L784
	.p2align 4,,10
	.p2align 3
.L850:
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$2, %edi
	movq	%r9, 64(%rsp)
	movq	280(%rsp), %rcx
	movq	%r8, 96(%rsp)
	movq	%r10, 160(%rsp)
	movq	%rax, 352(%rsp)
	vmovapd	%ymm6, 32(%rsp)
	vmovapd	%ymm15, 128(%rsp)
	vmovdqa	%ymm8, 192(%rsp)
	vmovapd	%ymm1, 224(%rsp)
	call	guarded_rows
	movq	96(%rsp), %r8
	movq	64(%rsp), %r9
	movq	352(%rsp), %rax
	movq	160(%rsp), %r10
	vmovapd	224(%rsp), %ymm1
	vmovapd	32(%rsp), %ymm6
	vmovdqa	192(%rsp), %ymm8
	vmovapd	128(%rsp), %ymm15
	jmp	.L760
.L765:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm13
	vmovsd	40(%rcx), %xmm14
	vmovsd	88(%rcx), %xmm12
	vmovsd	96(%rcx), %xmm2
	vmovapd	%ymm0, 800(%rsp)
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r15, %r15
	je	.L783
	vbroadcastsd	%xmm2, %ymm6
	vbroadcastsd	%xmm12, %ymm12
	movabsq	$2251799813685248, %rax
	vbroadcastsd	.LC29(%rip), %ymm15
	vmovq	%rax, %xmm0
	leaq	736(%rsp), %r14
	vmovapd	%ymm6, 192(%rsp)
	vmovdqa	.LC177(%rip), %ymm6
	leaq	800(%rsp), %r13
	vpbroadcastq	%xmm0, %ymm0
	movq	%r15, %r10
	movabsq	$-4503599627370496, %rax
	vmovdqa	%ymm6, 704(%rsp)
	leaq	2048(%rdi), %r12
	movq	%r13, %r9
	vbroadcastsd	.LC179(%rip), %ymm6
	leaq	2048(%rsi), %rbx
	movq	%r8, 24(%rsp)
	vpaddq	%ymm0, %ymm12, %ymm5
	movq	%r14, %r8
	vbroadcastsd	%xmm13, %ymm13
	vbroadcastsd	%xmm14, %ymm14
	movq	%rbx, %r14
	movq	%r12, %r13
	vmovapd	%ymm6, 384(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm6
	vmovapd	%ymm15, 320(%rsp)
	vmovapd	%ymm6, 672(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm6
	vmovapd	%ymm6, 640(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm6
	vmovapd	%ymm6, 608(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm6
	vmovapd	%ymm6, 576(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm6
	vmovapd	%ymm6, 544(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm6
	vmovapd	%ymm6, 512(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm6
	vmovapd	%ymm6, 480(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm6
	vmovapd	%ymm6, 448(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$4607182418800017408, %rax
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 416(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 352(%rsp)
	vmovq	%rax, %xmm6
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 224(%rsp)
	.p2align 4,,10
	.p2align 3
.L782:
	leaq	-2048(%r13), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	0(%r13)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	(%r14)
	prefetcht0	448(%r13)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r15
	jbe	.L854
.L772:
	vmovapd	192(%rsp), %ymm15
	xorl	%eax, %eax
.L781:
	vmulpd	(%r12), %ymm14, %ymm4
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovdqa	416(%rsp), %ymm11
	vmulpd	(%rbx), %ymm13, %ymm8
	vpsubq	%ymm4, %ymm5, %ymm1
	vpand	%ymm11, %ymm1, %ymm1
	vpand	%ymm8, %ymm4, %ymm9
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	%ymm4, %ymm1, %ymm4
	vpaddq	352(%rsp), %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm3, %ymm3
	vsubpd	%ymm4, %ymm12, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm12, %ymm4
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm7
	vmulpd	%ymm7, %ymm7, %ymm6
	vmulpd	544(%rsp), %ymm6, %ymm4
	vmulpd	672(%rsp), %ymm6, %ymm1
	vaddpd	512(%rsp), %ymm4, %ymm4
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm4, %ymm4
	vaddpd	480(%rsp), %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm4
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm7, %ymm1, %ymm1
	vmulpd	64(%rbx), %ymm13, %ymm7
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	64(%r12), %ymm14, %ymm4
	vaddpd	%ymm3, %ymm2, %ymm3
	vpand	%ymm7, %ymm4, %ymm10
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm9, %ymm10, %ymm10
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm8, %ymm8
	vpsubq	%ymm4, %ymm5, %ymm1
	vpand	%ymm11, %ymm1, %ymm1
	vpaddq	%ymm4, %ymm1, %ymm4
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	352(%rsp), %ymm1, %ymm1
	vsubpd	%ymm4, %ymm12, %ymm2
	vaddpd	%ymm4, %ymm12, %ymm4
	vmulpd	128(%rbx), %ymm13, %ymm11
	vpaddd	704(%rsp), %ymm3, %ymm3
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm9
	vmulpd	%ymm9, %ymm9, %ymm6
	vmulpd	544(%rsp), %ymm6, %ymm4
	vmulpd	672(%rsp), %ymm6, %ymm1
	vaddpd	512(%rsp), %ymm4, %ymm4
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm4, %ymm4
	vaddpd	480(%rsp), %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm4
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm9, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	128(%r12), %ymm14, %ymm4
	vaddpd	%ymm3, %ymm2, %ymm3
	vpand	%ymm11, %ymm4, %ymm9
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm7, %ymm7
	vpsubq	%ymm4, %ymm5, %ymm1
	vaddpd	%ymm8, %ymm7, %ymm3
	vmovapd	%ymm3, 288(%rsp)
	vmovdqa	416(%rsp), %ymm7
	vpand	%ymm7, %ymm1, %ymm1
	vpaddq	%ymm4, %ymm1, %ymm4
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	352(%rsp), %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm3, %ymm3
	vsubpd	%ymm4, %ymm12, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm12, %ymm4
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm6
	vmulpd	544(%rsp), %ymm6, %ymm4
	vmulpd	672(%rsp), %ymm6, %ymm1
	vaddpd	512(%rsp), %ymm4, %ymm4
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm4, %ymm4
	vaddpd	480(%rsp), %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm4, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm4
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm8, %ymm1, %ymm1
	vmulpd	192(%rbx), %ymm13, %ymm8
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vpand	%ymm8, %ymm9, %ymm9
	vpand	%ymm10, %ymm9, %ymm9
	vaddpd	%ymm4, %ymm1, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	192(%r12), %ymm14, %ymm4
	vaddpd	%ymm3, %ymm2, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm11, %ymm11
	vpsubq	%ymm4, %ymm5, %ymm1
	vpand	%ymm7, %ymm1, %ymm1
	vpaddq	%ymm4, %ymm1, %ymm6
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	352(%rsp), %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm3, %ymm3
	vsubpd	%ymm6, %ymm12, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm12, %ymm6
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm7
	vmulpd	%ymm7, %ymm7, %ymm10
	vmulpd	544(%rsp), %ymm10, %ymm6
	vmulpd	672(%rsp), %ymm10, %ymm1
	vaddpd	512(%rsp), %ymm6, %ymm6
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm10, %ymm6, %ymm6
	vaddpd	480(%rsp), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm6, %ymm6
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vmulpd	256(%rbx), %ymm13, %ymm10
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm6
	vmulpd	320(%rsp), %ymm3, %ymm3
	vpand	%ymm10, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm1, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm8, %ymm8
	vmulpd	256(%r12), %ymm14, %ymm1
	vaddpd	%ymm11, %ymm8, %ymm8
	vaddpd	288(%rsp), %ymm8, %ymm3
	vmovdqa	416(%rsp), %ymm11
	vpand	%ymm1, %ymm4, %ymm4
	vpsubq	%ymm1, %ymm5, %ymm2
	vpand	%ymm11, %ymm2, %ymm2
	vpand	%ymm9, %ymm4, %ymm4
	vmovapd	%ymm3, 288(%rsp)
	vpaddq	%ymm1, %ymm2, %ymm1
	vmovdqa	704(%rsp), %ymm9
	vpaddq	352(%rsp), %ymm2, %ymm6
	vpsrad	$20, %ymm2, %ymm3
	vsubpd	%ymm1, %ymm12, %ymm2
	vaddpd	%ymm1, %ymm12, %ymm1
	vmulpd	%ymm0, %ymm6, %ymm6
	vpaddd	%ymm9, %ymm3, %ymm3
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm6, %ymm15, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vdivpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm8
	vmulpd	%ymm8, %ymm8, %ymm7
	vmulpd	544(%rsp), %ymm7, %ymm6
	vmulpd	672(%rsp), %ymm7, %ymm1
	vaddpd	512(%rsp), %ymm6, %ymm6
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm6, %ymm6
	vaddpd	480(%rsp), %ymm6, %ymm6
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm8, %ymm6, %ymm6
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm6
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm8, %ymm1, %ymm1
	vmulpd	320(%rbx), %ymm13, %ymm8
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm1, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vmulpd	320(%r12), %ymm14, %ymm6
	vaddpd	%ymm3, %ymm2, %ymm3
	vpand	%ymm8, %ymm6, %ymm7
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm10, %ymm10
	vpsubq	%ymm6, %ymm5, %ymm1
	vpand	%ymm11, %ymm1, %ymm1
	vpaddq	%ymm6, %ymm1, %ymm6
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	352(%rsp), %ymm1, %ymm1
	vsubpd	%ymm6, %ymm12, %ymm2
	vaddpd	%ymm6, %ymm12, %ymm6
	vmulpd	%ymm0, %ymm1, %ymm1
	vpaddd	%ymm9, %ymm3, %ymm3
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm11
	vmulpd	%ymm11, %ymm11, %ymm9
	vmulpd	544(%rsp), %ymm9, %ymm6
	vmulpd	672(%rsp), %ymm9, %ymm1
	vaddpd	512(%rsp), %ymm6, %ymm6
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm6, %ymm6
	vaddpd	480(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm6
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm1, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm8, %ymm8
	vaddpd	%ymm10, %ymm8, %ymm8
	vmulpd	384(%rbx), %ymm13, %ymm10
	vpand	%ymm10, %ymm7, %ymm7
	vpand	%ymm4, %ymm7, %ymm7
	vmulpd	384(%r12), %ymm14, %ymm4
	vpsubq	%ymm4, %ymm5, %ymm1
	vpand	416(%rsp), %ymm1, %ymm1
	vpaddq	%ymm4, %ymm1, %ymm6
	vpsrad	$20, %ymm1, %ymm3
	vpaddq	352(%rsp), %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm3, %ymm3
	vsubpd	%ymm6, %ymm12, %ymm2
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm12, %ymm6
	vaddpd	384(%rsp), %ymm3, %ymm3
	vsubpd	%ymm1, %ymm15, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm2
	vdivpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm2, %ymm2, %ymm11
	vmulpd	%ymm11, %ymm11, %ymm9
	vmulpd	672(%rsp), %ymm9, %ymm1
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	544(%rsp), %ymm9, %ymm6
	vaddpd	512(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm6, %ymm6
	vaddpd	480(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm3, %ymm6
	vmulpd	320(%rsp), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm1, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm3
	vmulpd	448(%rbx), %ymm13, %ymm2
	vcmpltpd	%ymm3, %ymm0, %ymm1
	vpand	%ymm2, %ymm4, %ymm4
	vpand	%ymm3, %ymm1, %ymm1
	vmulpd	%ymm1, %ymm10, %ymm10
	vmulpd	448(%r12), %ymm14, %ymm1
	vpand	%ymm1, %ymm4, %ymm4
	vpsubq	%ymm1, %ymm5, %ymm3
	vpand	416(%rsp), %ymm3, %ymm3
	vpand	%ymm7, %ymm4, %ymm4
	vpaddq	352(%rsp), %ymm3, %ymm7
	vpandn	224(%rsp), %ymm4, %ymm4
	vpaddq	%ymm1, %ymm3, %ymm1
	vpsrad	$20, %ymm3, %ymm6
	vpaddd	704(%rsp), %ymm6, %ymm6
	vmulpd	%ymm0, %ymm7, %ymm7
	vptest	%ymm4, %ymm4
	vsubpd	%ymm1, %ymm12, %ymm3
	vaddpd	384(%rsp), %ymm6, %ymm6
	vaddpd	%ymm1, %ymm12, %ymm1
	vsubpd	%ymm7, %ymm15, %ymm7
	vaddpd	%ymm3, %ymm7, %ymm3
	vdivpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm3, %ymm3, %ymm11
	vmulpd	%ymm11, %ymm11, %ymm9
	vmulpd	544(%rsp), %ymm9, %ymm7
	vmulpd	672(%rsp), %ymm9, %ymm1
	vaddpd	512(%rsp), %ymm7, %ymm7
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm9, %ymm7, %ymm7
	vaddpd	480(%rsp), %ymm7, %ymm7
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm7, %ymm7
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vaddpd	%ymm7, %ymm1, %ymm1
	vmulpd	448(%rsp), %ymm6, %ymm7
	vmulpd	320(%rsp), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm7, %ymm1, %ymm7
	vaddpd	%ymm3, %ymm7, %ymm3
	vaddpd	%ymm6, %ymm3, %ymm6
	vcmpltpd	%ymm6, %ymm0, %ymm0
	vpand	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm2, %ymm2
	jne	.L855
	vaddpd	288(%rsp), %ymm2, %ymm0
.L780:
	vmovapd	(%r8,%rax), %ymm1
	addq	$32, %rbx
	addq	$32, %r12
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r9,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r9,%rax)
	cmpq	$32, %rax
	je	.L856
	movl	$32, %eax
	jmp	.L781
	.p2align 4,,10
	.p2align 3
.L856:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r13
	addq	$512, %r14
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L782
	movq	24(%rsp), %r8
.L783:
	vmovdqa	736(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 864(%rsp)
	vmovdqa	752(%rsp), %xmm6
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm6, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm6
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm6, 896(%rsp)
	vmovdqa	784(%rsp), %xmm6
	vmovsd	896(%rsp), %xmm9
	vmovsd	904(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovdqa	%xmm6, 912(%rsp)
	vmovdqa	800(%rsp), %xmm6
	vmovdqa	%xmm6, 928(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovdqa	816(%rsp), %xmm6
	vmovdqa	%xmm6, 944(%rsp)
	vmovdqa	832(%rsp), %xmm6
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm6, 960(%rsp)
	vmovdqa	848(%rsp), %xmm6
	vmovdqa	%xmm6, 976(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	928(%rsp), %xmm6
	vmovsd	%xmm6, 416(%rsp)
	vmovsd	936(%rsp), %xmm6
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm6, 448(%rsp)
	vmovsd	944(%rsp), %xmm6
	vmovsd	%xmm6, 480(%rsp)
	vmovsd	952(%rsp), %xmm6
	vmovsd	%xmm6, 512(%rsp)
	vmovsd	960(%rsp), %xmm6
	vmovsd	%xmm6, 544(%rsp)
	vmovsd	968(%rsp), %xmm6
	vmovsd	%xmm6, 576(%rsp)
	vmovsd	912(%rsp), %xmm6
	vmovsd	%xmm6, 608(%rsp)
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	976(%rsp), %xmm6
	vmovsd	%xmm6, 640(%rsp)
	vmovsd	920(%rsp), %xmm6
	vmovsd	%xmm6, 704(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	984(%rsp), %xmm6
	vmovsd	%xmm6, 672(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%r8)
	ja	.L848
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	416(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	448(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm14, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	480(%rsp), %xmm1, %xmm1
	jmp	.L847
	.p2align 4,,10
	.p2align 3
.L854:
	leaq	992(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%rbx, %rsi
	leaq	1504(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L772
.L855:
	movq	280(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$2, %edi
	movq	%r9, 256(%rsp)
	movq	%r8, 264(%rsp)
	movq	%r10, 272(%rsp)
	movq	%rax, 288(%rsp)
	vmovdqa	%ymm5, 32(%rsp)
	vmovapd	%ymm12, 64(%rsp)
	vmovapd	%ymm15, 96(%rsp)
	vmovapd	%ymm14, 128(%rsp)
	vmovapd	%ymm13, 160(%rsp)
	call	guarded_rows
	movq	288(%rsp), %rax
	vmovapd	160(%rsp), %ymm13
	vmovapd	128(%rsp), %ymm14
	vmovapd	96(%rsp), %ymm15
	vmovapd	64(%rsp), %ymm12
	vmovdqa	32(%rsp), %ymm5
	movq	272(%rsp), %r10
	movq	264(%rsp), %r8
	movq	256(%rsp), %r9
	jmp	.L780
	.cfi_endproc
.LFE6472:
	.size	sum_surprise, .-sum_surprise
	.p2align 4
	.type	sum_jeffreys, @function
sum_jeffreys:
.LFB6474:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdx, %r9
	movq	%r8, %rdx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$2016, %rsp
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 88(%rsp)
	testl	%eax, %eax
	jne	.L858
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 800(%rsp)
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r9, %r9
	je	.L873
	vmovdqa	.LC177(%rip), %ymm7
	leaq	736(%rsp), %r15
	movabsq	$2251799813685248, %rax
	movq	%rdx, 32(%rsp)
	leaq	2048(%rdi), %r12
	leaq	800(%rsp), %r14
	vmovdqa	%ymm7, 704(%rsp)
	leaq	2048(%rsi), %rbx
	movq	%r14, %r10
	movq	%r12, %r14
	vbroadcastsd	.LC179(%rip), %ymm7
	movq	%rbx, %r12
	vmovapd	%ymm7, 544(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm7
	vmovapd	%ymm7, 480(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm7
	vmovapd	%ymm7, 448(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm7
	vmovapd	%ymm7, 672(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm7
	vmovapd	%ymm7, 640(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm7
	vmovapd	%ymm7, 608(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm7
	vmovapd	%ymm7, 576(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm7
	vmovapd	%ymm7, 416(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm7
	vmovapd	%ymm7, 384(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm7
	vmovapd	%ymm7, 512(%rsp)
	vbroadcastsd	.LC5(%rip), %ymm7
	vmovapd	%ymm7, 288(%rsp)
	vmovq	%rax, %xmm7
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm7, %ymm7
	vmovdqa	%ymm7, 320(%rsp)
	vmovq	%rax, %xmm7
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm7, %ymm7
	vmovdqa	%ymm7, 352(%rsp)
	vmovq	%rax, %xmm7
	movabsq	$-4611686018427387904, %rax
	vpbroadcastq	%xmm7, %ymm7
	vmovdqa	%ymm7, 128(%rsp)
	vmovq	%rax, %xmm7
	movq	%r15, %rax
	movq	%r9, %r15
	vpbroadcastq	%xmm7, %ymm7
	movq	%rax, %r8
	vmovdqa	%ymm7, 96(%rsp)
	.p2align 4,,10
	.p2align 3
.L872:
	leaq	-2048(%r14), %r13
	prefetcht0	(%r14)
	leaq	-2048(%r12), %rbx
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	cmpq	$63, %r15
	jbe	.L959
.L862:
	xorl	%eax, %eax
.L871:
	vmovdqu	(%rbx), %ymm10
	vmovdqu	0(%r13), %ymm7
	vmovdqa	320(%rsp), %ymm14
	vmovdqu	64(%rbx), %ymm9
	vcmpltpd	%ymm10, %ymm7, %ymm4
	vpor	%ymm7, %ymm10, %ymm0
	vpand	%ymm7, %ymm10, %ymm2
	vmovdqa	352(%rsp), %ymm11
	vpblendvb	%ymm4, %ymm7, %ymm10, %ymm1
	vpblendvb	%ymm4, %ymm10, %ymm7, %ymm4
	vsubpd	%ymm10, %ymm7, %ymm7
	vpaddq	%ymm14, %ymm4, %ymm3
	vpsubq	%ymm1, %ymm3, %ymm3
	vpand	%ymm11, %ymm3, %ymm3
	vpsrad	$20, %ymm3, %ymm8
	vpaddq	%ymm1, %ymm3, %ymm3
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vsubpd	%ymm3, %ymm4, %ymm1
	vaddpd	%ymm4, %ymm3, %ymm3
	vmovdqu	64(%r13), %ymm4
	vpor	%ymm4, %ymm9, %ymm5
	vpand	%ymm4, %ymm9, %ymm12
	vdivpd	%ymm3, %ymm1, %ymm1
	vcmpltpd	%ymm9, %ymm4, %ymm3
	vpor	%ymm0, %ymm5, %ymm5
	vpand	%ymm2, %ymm12, %ymm12
	vpblendvb	%ymm3, %ymm4, %ymm9, %ymm0
	vpblendvb	%ymm3, %ymm9, %ymm4, %ymm3
	vsubpd	%ymm9, %ymm4, %ymm4
	vmovdqu	128(%rbx), %ymm9
	vpaddq	%ymm14, %ymm3, %ymm2
	vpsubq	%ymm0, %ymm2, %ymm2
	vpand	%ymm11, %ymm2, %ymm2
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	%ymm0, %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm6, %ymm6
	vaddpd	544(%rsp), %ymm6, %ymm6
	vsubpd	%ymm2, %ymm3, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm2
	vdivpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm1, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm13
	vmulpd	608(%rsp), %ymm13, %ymm3
	vmulpd	480(%rsp), %ymm13, %ymm2
	vaddpd	576(%rsp), %ymm3, %ymm3
	vaddpd	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm3, %ymm3
	vaddpd	416(%rsp), %ymm3, %ymm3
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	640(%rsp), %ymm2, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm2
	vmulpd	384(%rsp), %ymm8, %ymm3
	vmulpd	%ymm0, %ymm0, %ymm14
	vmulpd	%ymm15, %ymm2, %ymm2
	vmovapd	512(%rsp), %ymm15
	vmulpd	%ymm15, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm14, %ymm11
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm2, %ymm3
	vmulpd	480(%rsp), %ymm11, %ymm2
	vaddpd	448(%rsp), %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm1
	vmulpd	608(%rsp), %ymm11, %ymm3
	vaddpd	576(%rsp), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm11, %ymm3, %ymm3
	vaddpd	416(%rsp), %ymm3, %ymm3
	vmulpd	%ymm11, %ymm2, %ymm2
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm1
	vmovdqu	128(%r13), %ymm7
	vandpd	288(%rsp), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm3, %ymm3
	vpor	%ymm7, %ymm9, %ymm10
	vpand	%ymm7, %ymm9, %ymm11
	vaddpd	%ymm3, %ymm2, %ymm2
	vmulpd	384(%rsp), %ymm6, %ymm3
	vmulpd	%ymm15, %ymm6, %ymm6
	vmulpd	%ymm14, %ymm2, %ymm2
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm3
	vcmpltpd	%ymm9, %ymm7, %ymm2
	vaddpd	%ymm0, %ymm3, %ymm0
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vandpd	288(%rsp), %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm0
	vmovapd	%ymm0, 256(%rsp)
	vpblendvb	%ymm2, %ymm7, %ymm9, %ymm0
	vmovdqa	320(%rsp), %ymm14
	vpblendvb	%ymm2, %ymm9, %ymm7, %ymm2
	vmovdqu	192(%r13), %ymm6
	vmovdqu	192(%rbx), %ymm4
	vsubpd	%ymm9, %ymm7, %ymm7
	vpaddq	%ymm14, %ymm2, %ymm1
	vmovdqu	256(%rbx), %ymm9
	vpsubq	%ymm0, %ymm1, %ymm1
	vpor	%ymm6, %ymm10, %ymm10
	vpand	%ymm6, %ymm11, %ymm11
	vpand	352(%rsp), %ymm1, %ymm1
	vpor	%ymm5, %ymm10, %ymm10
	vpand	%ymm12, %ymm11, %ymm11
	vcmpltpd	%ymm4, %ymm6, %ymm5
	vpsrad	$20, %ymm1, %ymm8
	vpaddq	%ymm0, %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vsubpd	%ymm1, %ymm2, %ymm0
	vaddpd	%ymm2, %ymm1, %ymm1
	vpblendvb	%ymm5, %ymm6, %ymm4, %ymm3
	vpblendvb	%ymm5, %ymm4, %ymm6, %ymm5
	vsubpd	%ymm4, %ymm6, %ymm6
	vdivpd	%ymm1, %ymm0, %ymm0
	vpaddq	%ymm14, %ymm5, %ymm1
	vpsubq	%ymm3, %ymm1, %ymm1
	vpand	352(%rsp), %ymm1, %ymm1
	vpsrad	$20, %ymm1, %ymm2
	vpaddq	%ymm3, %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm2, %ymm2
	vaddpd	544(%rsp), %ymm2, %ymm2
	vsubpd	%ymm1, %ymm5, %ymm3
	vaddpd	%ymm5, %ymm1, %ymm1
	vdivpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm0, %ymm0, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm13
	vmulpd	608(%rsp), %ymm13, %ymm5
	vmulpd	480(%rsp), %ymm13, %ymm1
	vaddpd	576(%rsp), %ymm5, %ymm5
	vaddpd	448(%rsp), %ymm1, %ymm1
	vmulpd	%ymm13, %ymm5, %ymm5
	vaddpd	416(%rsp), %ymm5, %ymm5
	vmulpd	%ymm13, %ymm1, %ymm1
	vaddpd	672(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm5, %ymm5
	vmulpd	%ymm13, %ymm1, %ymm1
	vaddpd	640(%rsp), %ymm1, %ymm1
	vaddpd	%ymm5, %ymm1, %ymm1
	vmulpd	384(%rsp), %ymm8, %ymm5
	vmulpd	%ymm3, %ymm3, %ymm14
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	512(%rsp), %ymm15
	vmulpd	%ymm15, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm14, %ymm12
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm1, %ymm5
	vmulpd	480(%rsp), %ymm12, %ymm1
	vaddpd	448(%rsp), %ymm1, %ymm1
	vaddpd	%ymm0, %ymm5, %ymm0
	vmulpd	608(%rsp), %ymm12, %ymm5
	vaddpd	576(%rsp), %ymm5, %ymm5
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	672(%rsp), %ymm1, %ymm1
	vaddpd	%ymm8, %ymm0, %ymm0
	vmulpd	%ymm12, %ymm5, %ymm5
	vaddpd	416(%rsp), %ymm5, %ymm5
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	640(%rsp), %ymm1, %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vandpd	288(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm1, %ymm1
	vmulpd	384(%rsp), %ymm2, %ymm5
	vmulpd	%ymm15, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm1, %ymm1
	vmulpd	%ymm3, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm1, %ymm5
	vaddpd	%ymm3, %ymm5, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm2
	vmulpd	%ymm6, %ymm2, %ymm2
	vmovdqu	256(%r13), %ymm6
	vandpd	288(%rsp), %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vcmpltpd	%ymm9, %ymm6, %ymm2
	vaddpd	256(%rsp), %ymm0, %ymm0
	vmovapd	%ymm0, 160(%rsp)
	vpand	%ymm4, %ymm6, %ymm0
	vpblendvb	%ymm2, %ymm6, %ymm9, %ymm1
	vpblendvb	%ymm2, %ymm9, %ymm6, %ymm2
	vpand	%ymm9, %ymm0, %ymm0
	vpor	%ymm4, %ymm6, %ymm4
	vsubpd	%ymm9, %ymm6, %ymm6
	vpand	%ymm11, %ymm0, %ymm0
	vpor	%ymm9, %ymm4, %ymm4
	vmovdqa	%ymm0, 192(%rsp)
	vpor	%ymm10, %ymm4, %ymm10
	vmovdqa	320(%rsp), %ymm14
	vmovdqa	352(%rsp), %ymm5
	vmovdqu	320(%rbx), %ymm8
	vmovdqu	320(%r13), %ymm4
	vmovdqa	%ymm10, 224(%rsp)
	vmovdqa	704(%rsp), %ymm12
	vpaddq	%ymm14, %ymm2, %ymm0
	vpsubq	%ymm1, %ymm0, %ymm0
	vcmpltpd	%ymm8, %ymm4, %ymm3
	vpand	%ymm4, %ymm8, %ymm11
	vpand	%ymm5, %ymm0, %ymm0
	vpor	%ymm4, %ymm8, %ymm10
	vpsrad	$20, %ymm0, %ymm7
	vpaddq	%ymm1, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm2, %ymm1
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddd	%ymm12, %ymm7, %ymm7
	vaddpd	544(%rsp), %ymm7, %ymm7
	vdivpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm3, %ymm4, %ymm8, %ymm0
	vpblendvb	%ymm3, %ymm8, %ymm4, %ymm3
	vpaddq	%ymm14, %ymm3, %ymm2
	vsubpd	%ymm8, %ymm4, %ymm4
	vpsubq	%ymm0, %ymm2, %ymm2
	vpand	%ymm5, %ymm2, %ymm2
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm0, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm3, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm2
	vpaddd	%ymm12, %ymm5, %ymm5
	vaddpd	544(%rsp), %ymm5, %ymm5
	vdivpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm1, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm13
	vmulpd	608(%rsp), %ymm13, %ymm3
	vmulpd	480(%rsp), %ymm13, %ymm2
	vaddpd	576(%rsp), %ymm3, %ymm3
	vaddpd	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm13, %ymm3, %ymm3
	vaddpd	416(%rsp), %ymm3, %ymm3
	vmulpd	%ymm13, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vmulpd	%ymm15, %ymm3, %ymm3
	vmulpd	%ymm13, %ymm2, %ymm2
	vmovdqu	384(%rbx), %ymm13
	vaddpd	640(%rsp), %ymm2, %ymm2
	vaddpd	%ymm3, %ymm2, %ymm2
	vmulpd	384(%rsp), %ymm7, %ymm3
	vmulpd	%ymm0, %ymm0, %ymm14
	vmulpd	%ymm15, %ymm2, %ymm2
	vmovapd	512(%rsp), %ymm15
	vmulpd	%ymm15, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm14, %ymm12
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm2, %ymm3
	vmulpd	480(%rsp), %ymm12, %ymm2
	vaddpd	448(%rsp), %ymm2, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm1
	vmulpd	608(%rsp), %ymm12, %ymm3
	vaddpd	576(%rsp), %ymm3, %ymm3
	vmulpd	%ymm12, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vaddpd	%ymm7, %ymm1, %ymm1
	vmovdqu	384(%r13), %ymm7
	vmulpd	%ymm12, %ymm3, %ymm3
	vmulpd	%ymm12, %ymm2, %ymm2
	vpand	%ymm7, %ymm11, %ymm11
	vpor	%ymm7, %ymm10, %ymm10
	vaddpd	416(%rsp), %ymm3, %ymm3
	vmulpd	%ymm6, %ymm1, %ymm1
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmovapd	288(%rsp), %ymm6
	vpand	192(%rsp), %ymm11, %ymm11
	vpor	224(%rsp), %ymm10, %ymm10
	vmulpd	%ymm14, %ymm3, %ymm3
	vandpd	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm2, %ymm2
	vmulpd	384(%rsp), %ymm5, %ymm3
	vmulpd	%ymm15, %ymm5, %ymm5
	vmulpd	%ymm14, %ymm2, %ymm2
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm3, %ymm2, %ymm3
	vcmpltpd	%ymm13, %ymm7, %ymm2
	vaddpd	%ymm0, %ymm3, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vandpd	%ymm6, %ymm0, %ymm0
	vmovdqa	320(%rsp), %ymm6
	vaddpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm2, %ymm7, %ymm13, %ymm0
	vpblendvb	%ymm2, %ymm13, %ymm7, %ymm2
	vsubpd	%ymm13, %ymm7, %ymm7
	vmovapd	%ymm1, 256(%rsp)
	vpaddq	%ymm6, %ymm2, %ymm1
	vpsubq	%ymm0, %ymm1, %ymm1
	vpand	352(%rsp), %ymm1, %ymm1
	vmovdqu	448(%rbx), %ymm12
	vmovdqu	448(%r13), %ymm5
	vpsrad	$20, %ymm1, %ymm8
	vpaddq	%ymm0, %ymm1, %ymm1
	vpaddd	704(%rsp), %ymm8, %ymm8
	vsubpd	%ymm1, %ymm2, %ymm0
	vaddpd	%ymm2, %ymm1, %ymm1
	vcmpltpd	%ymm12, %ymm5, %ymm4
	vaddpd	544(%rsp), %ymm8, %ymm8
	vpand	%ymm13, %ymm5, %ymm3
	vpor	%ymm13, %ymm5, %ymm9
	vmovapd	288(%rsp), %ymm13
	vpand	%ymm12, %ymm3, %ymm3
	vpor	%ymm12, %ymm9, %ymm9
	vdivpd	%ymm1, %ymm0, %ymm0
	vpblendvb	%ymm4, %ymm5, %ymm12, %ymm1
	vpblendvb	%ymm4, %ymm12, %ymm5, %ymm4
	vpaddq	%ymm6, %ymm4, %ymm2
	vpand	%ymm11, %ymm3, %ymm3
	vpor	%ymm10, %ymm9, %ymm9
	vpsubq	%ymm1, %ymm2, %ymm2
	vsubpd	%ymm12, %ymm5, %ymm5
	vpand	96(%rsp), %ymm9, %ymm9
	vpand	352(%rsp), %ymm2, %ymm2
	vpandn	128(%rsp), %ymm3, %ymm3
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	%ymm1, %ymm2, %ymm2
	vpor	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm2, %ymm4, %ymm1
	vaddpd	%ymm4, %ymm2, %ymm2
	vptest	%ymm3, %ymm3
	vpaddd	704(%rsp), %ymm6, %ymm6
	vaddpd	544(%rsp), %ymm6, %ymm6
	vdivpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm15
	vmulpd	%ymm15, %ymm15, %ymm14
	vmulpd	480(%rsp), %ymm14, %ymm2
	vmulpd	608(%rsp), %ymm14, %ymm4
	vaddpd	448(%rsp), %ymm2, %ymm2
	vaddpd	576(%rsp), %ymm4, %ymm4
	vmulpd	%ymm14, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm4, %ymm4
	vmulpd	%ymm14, %ymm2, %ymm2
	vmovapd	416(%rsp), %ymm14
	vaddpd	640(%rsp), %ymm2, %ymm2
	vaddpd	%ymm14, %ymm4, %ymm4
	vmulpd	%ymm15, %ymm4, %ymm4
	vmulpd	%ymm1, %ymm1, %ymm11
	vaddpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm10
	vmulpd	%ymm15, %ymm2, %ymm2
	vmovapd	384(%rsp), %ymm15
	vmulpd	%ymm15, %ymm8, %ymm4
	vmulpd	512(%rsp), %ymm8, %ymm8
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm2, %ymm4
	vmulpd	480(%rsp), %ymm10, %ymm2
	vaddpd	448(%rsp), %ymm2, %ymm2
	vaddpd	%ymm0, %ymm4, %ymm0
	vmulpd	608(%rsp), %ymm10, %ymm4
	vaddpd	576(%rsp), %ymm4, %ymm4
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	672(%rsp), %ymm2, %ymm2
	vaddpd	%ymm8, %ymm0, %ymm0
	vmulpd	%ymm10, %ymm4, %ymm4
	vmulpd	%ymm10, %ymm2, %ymm2
	vaddpd	640(%rsp), %ymm2, %ymm2
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm14, %ymm4, %ymm4
	vandpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm11, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm6, %ymm4
	vmulpd	512(%rsp), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm2, %ymm2
	vmulpd	%ymm1, %ymm2, %ymm2
	vaddpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm4, %ymm2, %ymm4
	vaddpd	%ymm1, %ymm4, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm1, %ymm1
	vandpd	%ymm13, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	256(%rsp), %ymm0, %ymm0
	jne	.L960
	vaddpd	160(%rsp), %ymm0, %ymm0
.L870:
	vmovapd	(%r8,%rax), %ymm3
	addq	$32, %r13
	addq	$32, %rbx
	vaddpd	%ymm0, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm2, %ymm4
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm4, %ymm2, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r10,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r10,%rax)
	cmpq	$32, %rax
	je	.L961
	movl	$32, %eax
	jmp	.L871
	.p2align 4,,10
	.p2align 3
.L961:
	subq	$64, %r15
	movq	%r9, %rax
	addq	$512, %r14
	addq	$512, %r12
	subq	%r15, %rax
	cmpq	%r9, %rax
	jb	.L872
	movq	32(%rsp), %rdx
.L873:
	vmovdqa	736(%rsp), %xmm7
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm7, 864(%rsp)
	vmovdqa	752(%rsp), %xmm7
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm7, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm7
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm7, 896(%rsp)
	vmovdqa	784(%rsp), %xmm7
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm7, 912(%rsp)
	vmovdqa	800(%rsp), %xmm7
	vmovdqa	%xmm7, 928(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovdqa	816(%rsp), %xmm7
	vmovdqa	%xmm7, 944(%rsp)
	vmovdqa	832(%rsp), %xmm7
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm7, 960(%rsp)
	vmovdqa	848(%rsp), %xmm7
	vmovdqa	%xmm7, 976(%rsp)
	vmovsd	928(%rsp), %xmm7
	vmovsd	%xmm7, 416(%rsp)
	vmovsd	936(%rsp), %xmm7
	vmovsd	%xmm7, 448(%rsp)
	vmovsd	944(%rsp), %xmm7
	vmovsd	%xmm7, 480(%rsp)
	vmovsd	952(%rsp), %xmm7
	vmovsd	%xmm7, 512(%rsp)
	vmovsd	896(%rsp), %xmm7
	vmovsd	%xmm7, 544(%rsp)
	vaddsd	%xmm7, %xmm4, %xmm3
	vmovsd	960(%rsp), %xmm7
	vmovsd	%xmm7, 576(%rsp)
	vmovsd	904(%rsp), %xmm7
	vmovsd	912(%rsp), %xmm9
	vmovsd	920(%rsp), %xmm8
	vmovsd	%xmm7, 608(%rsp)
	vaddsd	%xmm7, %xmm3, %xmm2
	vmovsd	968(%rsp), %xmm7
	vmovsd	%xmm7, 640(%rsp)
	vmovsd	976(%rsp), %xmm7
	vaddsd	%xmm2, %xmm9, %xmm0
	vmovsd	%xmm7, 672(%rsp)
	vmovsd	984(%rsp), %xmm7
	vmovsd	%xmm7, 704(%rsp)
	vaddsd	%xmm0, %xmm8, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L860
.L958:
	vmovsd	%xmm14, %xmm14, %xmm0
.L878:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L858:
	.cfi_restore_state
	cmpl	$1, %eax
	je	.L875
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 800(%rsp)
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r9, %r9
	je	.L903
	leaq	992(%rsp), %rax
	movq	%r8, 544(%rsp)
	movq	%r9, %r13
	leaq	2048(%rdi), %r12
	movq	%rax, 576(%rsp)
	leaq	2048(%rsi), %rbx
	leaq	736(%rsp), %r15
	leaq	800(%rsp), %r14
	.p2align 4,,10
	.p2align 3
.L902:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r10
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L962
.L894:
	xorl	%eax, %eax
	movq	%r9, 608(%rsp)
	movq	%r13, 640(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%r12, 704(%rsp)
	movq	%rax, %r15
	movq	%r10, %r12
	movq	%rbx, 672(%rsp)
	movq	%r8, %rbx
.L901:
	movq	88(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$3, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L963
	movl	$32, %r13d
	jmp	.L901
	.p2align 4,,10
	.p2align 3
.L959:
	leaq	992(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r13, %rsi
	leaq	1504(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r13
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%rbx, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %rbx
	jmp	.L862
.L860:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	416(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm12
	vaddsd	448(%rsp), %xmm1, %xmm1
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm12, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	480(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vmovsd	544(%rsp), %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	512(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm7, %xmm6, %xmm5
	vmovsd	608(%rsp), %xmm6
	vsubsd	%xmm3, %xmm2, %xmm7
	vaddsd	%xmm5, %xmm4, %xmm4
	vaddsd	576(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm6, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm7
	vaddsd	%xmm4, %xmm3, %xmm3
	vaddsd	640(%rsp), %xmm3, %xmm3
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm0, %xmm1
	vsubsd	%xmm0, %xmm15, %xmm7
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm7, %xmm15, %xmm2
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm1, %xmm1
	vaddsd	672(%rsp), %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	704(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L878
	.p2align 4,,10
	.p2align 3
.L963:
	movq	640(%rsp), %r13
	movq	608(%rsp), %r9
	movq	%r15, %rax
	movq	%r14, %r15
	movq	704(%rsp), %r12
	movq	672(%rsp), %rbx
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r9, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r9, %rax
	jb	.L902
	movq	544(%rsp), %rdx
.L903:
	vmovdqa	736(%rsp), %xmm7
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm7, 864(%rsp)
	vmovdqa	752(%rsp), %xmm7
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm7, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm7
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm7, 896(%rsp)
	vmovdqa	784(%rsp), %xmm7
	vmovsd	896(%rsp), %xmm9
	vmovsd	904(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm7, 912(%rsp)
	vmovdqa	800(%rsp), %xmm7
	vmovdqa	%xmm7, 928(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovdqa	816(%rsp), %xmm7
	vmovdqa	%xmm7, 944(%rsp)
	vmovdqa	832(%rsp), %xmm7
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm7, 960(%rsp)
	vmovdqa	848(%rsp), %xmm7
	vmovdqa	%xmm7, 976(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	928(%rsp), %xmm7
	vmovsd	%xmm7, 416(%rsp)
	vmovsd	936(%rsp), %xmm7
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm7, 448(%rsp)
	vmovsd	944(%rsp), %xmm7
	vmovsd	%xmm7, 480(%rsp)
	vmovsd	952(%rsp), %xmm7
	vmovsd	%xmm7, 512(%rsp)
	vmovsd	960(%rsp), %xmm7
	vmovsd	%xmm7, 544(%rsp)
	vmovsd	968(%rsp), %xmm7
	vmovsd	%xmm7, 576(%rsp)
	vmovsd	912(%rsp), %xmm7
	vmovsd	%xmm7, 608(%rsp)
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	976(%rsp), %xmm7
	vmovsd	%xmm7, 640(%rsp)
	vmovsd	920(%rsp), %xmm7
	vmovsd	%xmm7, 704(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	984(%rsp), %xmm7
	vmovsd	%xmm7, 672(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	ja	.L958
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	416(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm12
	vaddsd	448(%rsp), %xmm1, %xmm1
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm12, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	480(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vmovsd	608(%rsp), %xmm6
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	512(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	544(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	576(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm7, %xmm6, %xmm2
.L957:
	vsubsd	%xmm0, %xmm15, %xmm7
	vaddsd	%xmm2, %xmm1, %xmm1
	vmovsd	704(%rsp), %xmm6
	vaddsd	640(%rsp), %xmm1, %xmm1
	vsubsd	%xmm7, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm6, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	672(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L878
	.p2align 4,,10
	.p2align 3
.L962:
	movq	576(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1504(%rsp), %r11
	movq	576(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	576(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r10, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r10
	jmp	.L894
	.p2align 4,,10
	.p2align 3
.L960:
	movq	88(%rsp), %rcx
	movq	%rbx, %rdx
	movq	%r13, %rsi
	movl	$3, %edi
	movq	%r10, 160(%rsp)
	movq	%r8, 192(%rsp)
	movq	%r9, 224(%rsp)
	movq	%rax, 256(%rsp)
	call	guarded_rows
	movq	256(%rsp), %rax
	movq	224(%rsp), %r9
	movq	192(%rsp), %r8
	movq	160(%rsp), %r10
	jmp	.L870
.L875:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm3
	vmovsd	64(%rcx), %xmm15
	vmovapd	%ymm0, 800(%rsp)
	vmovsd	72(%rcx), %xmm1
	vmovapd	%ymm0, 736(%rsp)
	vmovapd	%ymm0, 832(%rsp)
	vmovapd	%ymm0, 768(%rsp)
	testq	%r9, %r9
	je	.L893
	vbroadcastsd	%xmm3, %ymm7
	movq	%rdx, 64(%rsp)
	movabsq	$2251799813685248, %rax
	leaq	800(%rsp), %r14
	vmovapd	%ymm7, 224(%rsp)
	vbroadcastsd	%xmm1, %ymm7
	vmovq	%rax, %xmm6
	movabsq	$-4503599627370496, %rax
	vmovapd	%ymm7, 352(%rsp)
	vmovdqa	.LC177(%rip), %ymm7
	vpbroadcastq	%xmm6, %ymm6
	vbroadcastsd	%xmm15, %ymm15
	vmovdqa	%ymm6, 320(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$4607182418800017408, %rax
	leaq	2048(%rdi), %r8
	vmovdqa	%ymm7, 704(%rsp)
	vpbroadcastq	%xmm6, %ymm6
	vbroadcastsd	.LC179(%rip), %ymm7
	leaq	2048(%rsi), %r13
	leaq	736(%rsp), %r15
	vmovapd	%ymm15, (%rsp)
	vmovapd	%ymm7, 544(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm7
	vmovdqa	%ymm6, 288(%rsp)
	vmovq	%rax, %xmm6
	movabsq	$2305843009213693952, %rax
	vmovapd	%ymm7, 480(%rsp)
	vpbroadcastq	%xmm6, %ymm6
	vbroadcastsd	.LC33(%rip), %ymm7
	vmovdqa	%ymm6, 256(%rsp)
	vmovq	%rax, %xmm6
	movq	%r14, %rax
	movq	%r13, %r14
	vmovapd	%ymm7, 448(%rsp)
	vpbroadcastq	%xmm6, %ymm6
	movq	%r8, %r13
	movq	%rax, %r10
	vbroadcastsd	.LC35(%rip), %ymm7
	movq	%r15, %r8
	vmovdqa	%ymm6, 32(%rsp)
	movq	%r9, %r15
	vmovapd	%ymm7, 672(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm7
	vmovapd	%ymm7, 640(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm7
	vmovapd	%ymm7, 608(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm7
	vmovapd	%ymm7, 576(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm7
	vmovapd	%ymm7, 416(%rsp)
	vbroadcastsd	.LC45(%rip), %ymm7
	vmovapd	%ymm7, 384(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm7
	vmovapd	%ymm7, 512(%rsp)
	vbroadcastsd	.LC5(%rip), %ymm7
	vmovapd	%ymm7, %ymm15
	.p2align 4,,10
	.p2align 3
.L892:
	leaq	-2048(%r13), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	0(%r13)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	(%r14)
	prefetcht0	448(%r13)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r15
	jbe	.L964
.L882:
	vmovapd	(%rsp), %ymm1
	xorl	%eax, %eax
.L891:
	vmovdqu	(%r12), %ymm6
	vmovapd	%ymm1, %ymm0
	vpxor	%xmm14, %xmm14, %xmm14
	vmovapd	224(%rsp), %ymm13
	vmulpd	(%rbx), %ymm13, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm3
	vfmsub132pd	%ymm6, %ymm3, %ymm0
	vcmpltpd	%ymm3, %ymm4, %ymm7
	vandpd	%ymm3, %ymm4, %ymm2
	vmulpd	352(%rsp), %ymm6, %ymm6
	vpblendvb	%ymm7, %ymm3, %ymm4, %ymm8
	vpblendvb	%ymm7, %ymm4, %ymm3, %ymm5
	vsubpd	%ymm3, %ymm4, %ymm3
	vmulpd	.LC184(%rip), %ymm4, %ymm4
	vaddpd	%ymm0, %ymm6, %ymm6
	vpaddq	320(%rsp), %ymm8, %ymm0
	vpsubq	%ymm5, %ymm0, %ymm0
	vpand	288(%rsp), %ymm0, %ymm0
	vpblendvb	%ymm7, %ymm14, %ymm6, %ymm10
	vpand	%ymm6, %ymm7, %ymm7
	vsubpd	%ymm6, %ymm3, %ymm3
	vpaddq	%ymm5, %ymm0, %ymm5
	vpsrad	$20, %ymm0, %ymm9
	vmovapd	%ymm1, %ymm6
	vpaddq	256(%rsp), %ymm0, %ymm0
	vpaddd	704(%rsp), %ymm9, %ymm9
	vaddpd	544(%rsp), %ymm9, %ymm9
	vmulpd	%ymm10, %ymm0, %ymm0
	vbroadcastsd	.LC183(%rip), %ymm10
	vsubpd	%ymm0, %ymm7, %ymm0
	vsubpd	%ymm5, %ymm8, %ymm7
	vaddpd	%ymm8, %ymm5, %ymm5
	vaddpd	%ymm7, %ymm0, %ymm0
	vmovdqu	64(%r12), %ymm7
	vdivpd	%ymm5, %ymm0, %ymm5
	vandpd	%ymm15, %ymm5, %ymm0
	vcmpltpd	%ymm0, %ymm10, %ymm0
	vpand	%ymm5, %ymm0, %ymm0
	vandpd	%ymm15, %ymm3, %ymm5
	vmulpd	%ymm0, %ymm0, %ymm12
	vcmpltpd	%ymm5, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm1, %ymm5
	vpand	%ymm3, %ymm4, %ymm4
	vmulpd	64(%rbx), %ymm13, %ymm3
	vmulpd	%ymm12, %ymm12, %ymm11
	vfmsub132pd	%ymm7, %ymm5, %ymm6
	vmulpd	352(%rsp), %ymm7, %ymm7
	vcmpltpd	%ymm5, %ymm3, %ymm10
	vaddpd	%ymm6, %ymm7, %ymm7
	vandpd	%ymm5, %ymm3, %ymm6
	vpblendvb	%ymm10, %ymm5, %ymm3, %ymm13
	vpand	%ymm2, %ymm6, %ymm6
	vmovdqa	%ymm6, 160(%rsp)
	vpblendvb	%ymm10, %ymm3, %ymm5, %ymm6
	vsubpd	%ymm5, %ymm3, %ymm5
	vmulpd	.LC184(%rip), %ymm3, %ymm3
	vpblendvb	%ymm10, %ymm14, %ymm7, %ymm2
	vpand	%ymm7, %ymm10, %ymm10
	vmovdqa	%ymm2, 192(%rsp)
	vpaddq	320(%rsp), %ymm13, %ymm2
	vsubpd	%ymm7, %ymm5, %ymm5
	vpsubq	%ymm6, %ymm2, %ymm2
	vpand	288(%rsp), %ymm2, %ymm2
	vpaddq	%ymm6, %ymm2, %ymm6
	vpsrad	$20, %ymm2, %ymm8
	vpaddq	256(%rsp), %ymm2, %ymm2
	vmulpd	192(%rsp), %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vsubpd	%ymm2, %ymm10, %ymm2
	vsubpd	%ymm6, %ymm13, %ymm10
	vaddpd	%ymm13, %ymm6, %ymm6
	vmovapd	480(%rsp), %ymm13
	vaddpd	%ymm10, %ymm2, %ymm2
	vbroadcastsd	.LC183(%rip), %ymm10
	vdivpd	%ymm6, %ymm2, %ymm6
	vandpd	%ymm15, %ymm6, %ymm2
	vcmpltpd	%ymm2, %ymm10, %ymm2
	vpand	%ymm6, %ymm2, %ymm2
	vandpd	%ymm15, %ymm5, %ymm6
	vmulpd	%ymm2, %ymm2, %ymm10
	vcmpltpd	%ymm6, %ymm3, %ymm3
	vmulpd	608(%rsp), %ymm11, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vpand	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm13, %ymm11, %ymm5
	vaddpd	448(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm10, %ymm10, %ymm7
	vmulpd	%ymm11, %ymm5, %ymm5
	vaddpd	672(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm5, %ymm5
	vmovapd	416(%rsp), %ymm11
	vaddpd	640(%rsp), %ymm5, %ymm5
	vaddpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm5, %ymm5
	vmulpd	384(%rsp), %ymm9, %ymm6
	vmulpd	512(%rsp), %ymm9, %ymm9
	vmulpd	%ymm12, %ymm5, %ymm5
	vmulpd	%ymm0, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm6, %ymm5, %ymm6
	vaddpd	%ymm0, %ymm6, %ymm0
	vmovdqu	128(%r12), %ymm6
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vmulpd	608(%rsp), %ymm7, %ymm4
	vaddpd	576(%rsp), %ymm4, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm4
	vandpd	%ymm15, %ymm0, %ymm5
	vmulpd	%ymm13, %ymm7, %ymm0
	vmovapd	224(%rsp), %ymm13
	vaddpd	448(%rsp), %ymm0, %ymm0
	vaddpd	%ymm11, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	672(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	640(%rsp), %ymm0, %ymm0
	vaddpd	%ymm4, %ymm0, %ymm0
	vmulpd	384(%rsp), %ymm8, %ymm4
	vmulpd	512(%rsp), %ymm8, %ymm8
	vmulpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm0, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	128(%rbx), %ymm13, %ymm4
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm2
	vandpd	%ymm15, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm5, %ymm3
	vmovapd	%ymm1, %ymm5
	vmovapd	%ymm3, 192(%rsp)
	vmulpd	%ymm6, %ymm1, %ymm3
	vfmsub132pd	%ymm6, %ymm3, %ymm5
	vcmpltpd	%ymm3, %ymm4, %ymm7
	vandpd	%ymm3, %ymm4, %ymm2
	vmulpd	352(%rsp), %ymm6, %ymm6
	vpblendvb	%ymm7, %ymm3, %ymm4, %ymm8
	vpaddq	320(%rsp), %ymm8, %ymm0
	vaddpd	%ymm5, %ymm6, %ymm6
	vpblendvb	%ymm7, %ymm4, %ymm3, %ymm5
	vsubpd	%ymm3, %ymm4, %ymm3
	vpsubq	%ymm5, %ymm0, %ymm0
	vmulpd	.LC184(%rip), %ymm4, %ymm4
	vpand	288(%rsp), %ymm0, %ymm0
	vpaddq	%ymm5, %ymm0, %ymm5
	vpsrad	$20, %ymm0, %ymm9
	vpblendvb	%ymm7, %ymm14, %ymm6, %ymm10
	vpaddq	256(%rsp), %ymm0, %ymm0
	vpand	%ymm6, %ymm7, %ymm7
	vsubpd	%ymm6, %ymm3, %ymm3
	vpaddd	704(%rsp), %ymm9, %ymm9
	vaddpd	544(%rsp), %ymm9, %ymm9
	vmulpd	%ymm10, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm7, %ymm0
	vsubpd	%ymm5, %ymm8, %ymm7
	vaddpd	%ymm8, %ymm5, %ymm5
	vaddpd	%ymm7, %ymm0, %ymm0
	vbroadcastsd	.LC183(%rip), %ymm7
	vdivpd	%ymm5, %ymm0, %ymm5
	vandpd	%ymm15, %ymm5, %ymm0
	vcmpltpd	%ymm0, %ymm7, %ymm0
	vmovdqu	192(%r12), %ymm7
	vpand	%ymm5, %ymm0, %ymm0
	vandpd	%ymm15, %ymm3, %ymm5
	vmulpd	%ymm0, %ymm0, %ymm12
	vcmpltpd	%ymm5, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm1, %ymm5
	vpand	%ymm3, %ymm4, %ymm4
	vmulpd	192(%rbx), %ymm13, %ymm3
	vmovapd	%ymm1, %ymm13
	vmulpd	%ymm12, %ymm12, %ymm11
	vfmsub132pd	%ymm7, %ymm5, %ymm13
	vmulpd	352(%rsp), %ymm7, %ymm7
	vcmpltpd	%ymm5, %ymm3, %ymm10
	vpand	%ymm3, %ymm2, %ymm2
	vpand	160(%rsp), %ymm2, %ymm2
	vmovdqa	%ymm2, 160(%rsp)
	vaddpd	%ymm13, %ymm7, %ymm7
	vpblendvb	%ymm10, %ymm5, %ymm3, %ymm13
	vpblendvb	%ymm10, %ymm3, %ymm5, %ymm6
	vpblendvb	%ymm10, %ymm14, %ymm7, %ymm2
	vpand	%ymm7, %ymm10, %ymm10
	vmovdqa	%ymm2, 128(%rsp)
	vpaddq	320(%rsp), %ymm13, %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpand	288(%rsp), %ymm2, %ymm2
	vpaddq	%ymm6, %ymm2, %ymm6
	vpsrad	$20, %ymm2, %ymm8
	vpaddq	256(%rsp), %ymm2, %ymm2
	vmulpd	128(%rsp), %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vsubpd	%ymm2, %ymm10, %ymm2
	vsubpd	%ymm6, %ymm13, %ymm10
	vaddpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm10, %ymm2, %ymm2
	vbroadcastsd	.LC183(%rip), %ymm10
	vdivpd	%ymm6, %ymm2, %ymm6
	vandpd	%ymm15, %ymm6, %ymm2
	vcmpltpd	%ymm2, %ymm10, %ymm2
	vpand	%ymm6, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm3, %ymm6
	vmulpd	.LC184(%rip), %ymm3, %ymm3
	vmulpd	%ymm2, %ymm2, %ymm13
	vsubpd	%ymm7, %ymm6, %ymm6
	vandpd	%ymm15, %ymm6, %ymm7
	vmulpd	%ymm13, %ymm13, %ymm10
	vcmpltpd	%ymm7, %ymm3, %ymm3
	vmulpd	608(%rsp), %ymm11, %ymm7
	vaddpd	576(%rsp), %ymm7, %ymm7
	vpand	%ymm6, %ymm3, %ymm3
	vmulpd	480(%rsp), %ymm11, %ymm6
	vaddpd	448(%rsp), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm7, %ymm7
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	672(%rsp), %ymm6, %ymm6
	vmulpd	%ymm11, %ymm6, %ymm6
	vmovapd	416(%rsp), %ymm11
	vaddpd	640(%rsp), %ymm6, %ymm6
	vaddpd	%ymm11, %ymm7, %ymm7
	vmulpd	%ymm12, %ymm7, %ymm7
	vaddpd	%ymm7, %ymm6, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm7
	vmulpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm0, %ymm6, %ymm6
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm6, %ymm7
	vmulpd	608(%rsp), %ymm10, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vaddpd	%ymm0, %ymm7, %ymm0
	vmovapd	512(%rsp), %ymm7
	vmulpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm6, %ymm6
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vmulpd	%ymm4, %ymm0, %ymm0
	vandpd	%ymm15, %ymm0, %ymm4
	vmulpd	480(%rsp), %ymm10, %ymm0
	vaddpd	448(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	672(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vmovapd	224(%rsp), %ymm10
	vaddpd	640(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	384(%rsp), %ymm8, %ymm6
	vmulpd	%ymm7, %ymm8, %ymm8
	vmulpd	%ymm13, %ymm0, %ymm0
	vmovapd	352(%rsp), %ymm13
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm0, %ymm6
	vaddpd	%ymm2, %ymm6, %ymm2
	vmovdqu	256(%r12), %ymm6
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm2
	vmovapd	%ymm1, %ymm3
	vandpd	%ymm15, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm1, %ymm2
	vaddpd	192(%rsp), %ymm4, %ymm4
	vmovapd	%ymm4, 96(%rsp)
	vmulpd	256(%rbx), %ymm10, %ymm4
	vfmsub132pd	%ymm6, %ymm2, %ymm3
	vmulpd	%ymm13, %ymm6, %ymm6
	vandpd	%ymm4, %ymm5, %ymm5
	vpand	%ymm2, %ymm5, %ymm5
	vpand	160(%rsp), %ymm5, %ymm5
	vmovdqa	%ymm5, 160(%rsp)
	vcmpltpd	%ymm2, %ymm4, %ymm5
	vaddpd	%ymm3, %ymm6, %ymm6
	vpblendvb	%ymm5, %ymm2, %ymm4, %ymm7
	vpblendvb	%ymm5, %ymm4, %ymm2, %ymm3
	vsubpd	%ymm2, %ymm4, %ymm2
	vpaddq	320(%rsp), %ymm7, %ymm0
	vpblendvb	%ymm5, %ymm14, %ymm6, %ymm8
	vpand	%ymm6, %ymm5, %ymm5
	vpsubq	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm6, %ymm2, %ymm2
	vpand	288(%rsp), %ymm0, %ymm0
	vpaddq	%ymm3, %ymm0, %ymm3
	vpsrad	$20, %ymm0, %ymm9
	vpaddq	256(%rsp), %ymm0, %ymm0
	vpaddd	704(%rsp), %ymm9, %ymm9
	vaddpd	544(%rsp), %ymm9, %ymm9
	vmulpd	%ymm8, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm5, %ymm0
	vsubpd	%ymm3, %ymm7, %ymm5
	vaddpd	%ymm7, %ymm3, %ymm3
	vaddpd	%ymm5, %ymm0, %ymm0
	vbroadcastsd	.LC183(%rip), %ymm5
	vmulpd	.LC184(%rip), %ymm4, %ymm4
	vmovdqu	320(%r12), %ymm7
	vdivpd	%ymm3, %ymm0, %ymm3
	vandpd	%ymm15, %ymm3, %ymm0
	vcmpltpd	%ymm0, %ymm5, %ymm0
	vmulpd	%ymm7, %ymm1, %ymm5
	vpand	%ymm3, %ymm0, %ymm0
	vandpd	%ymm15, %ymm2, %ymm3
	vmulpd	%ymm0, %ymm0, %ymm12
	vcmpltpd	%ymm3, %ymm4, %ymm4
	vmulpd	320(%rbx), %ymm10, %ymm3
	vpand	%ymm2, %ymm4, %ymm4
	vmovapd	%ymm1, %ymm2
	vfmsub132pd	%ymm7, %ymm5, %ymm2
	vmulpd	%ymm13, %ymm7, %ymm7
	vmulpd	%ymm12, %ymm12, %ymm11
	vcmpltpd	%ymm5, %ymm3, %ymm10
	vpblendvb	%ymm10, %ymm5, %ymm3, %ymm13
	vpblendvb	%ymm10, %ymm3, %ymm5, %ymm6
	vaddpd	%ymm2, %ymm7, %ymm7
	vandpd	%ymm5, %ymm3, %ymm2
	vsubpd	%ymm5, %ymm3, %ymm5
	vmovapd	%ymm2, 128(%rsp)
	vmulpd	.LC184(%rip), %ymm3, %ymm3
	vpaddq	320(%rsp), %ymm13, %ymm2
	vpsubq	%ymm6, %ymm2, %ymm2
	vpblendvb	%ymm10, %ymm14, %ymm7, %ymm8
	vpand	%ymm7, %ymm10, %ymm10
	vpand	288(%rsp), %ymm2, %ymm2
	vsubpd	%ymm7, %ymm5, %ymm5
	vmovdqa	%ymm8, 192(%rsp)
	vpaddq	%ymm6, %ymm2, %ymm6
	vpsrad	$20, %ymm2, %ymm8
	vpaddq	256(%rsp), %ymm2, %ymm2
	vmulpd	192(%rsp), %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vsubpd	%ymm2, %ymm10, %ymm2
	vsubpd	%ymm6, %ymm13, %ymm10
	vaddpd	%ymm13, %ymm6, %ymm6
	vmovapd	480(%rsp), %ymm13
	vaddpd	%ymm10, %ymm2, %ymm2
	vbroadcastsd	.LC183(%rip), %ymm10
	vdivpd	%ymm6, %ymm2, %ymm6
	vandpd	%ymm15, %ymm6, %ymm2
	vcmpltpd	%ymm2, %ymm10, %ymm2
	vpand	%ymm6, %ymm2, %ymm2
	vandpd	%ymm15, %ymm5, %ymm6
	vmulpd	%ymm2, %ymm2, %ymm10
	vcmpltpd	%ymm6, %ymm3, %ymm3
	vmulpd	608(%rsp), %ymm11, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vpand	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm13, %ymm11, %ymm5
	vaddpd	448(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm10, %ymm10, %ymm7
	vmulpd	%ymm11, %ymm5, %ymm5
	vaddpd	672(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm5, %ymm5
	vmovapd	416(%rsp), %ymm11
	vaddpd	640(%rsp), %ymm5, %ymm5
	vaddpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm5, %ymm5
	vmulpd	384(%rsp), %ymm9, %ymm6
	vmulpd	%ymm12, %ymm5, %ymm5
	vmulpd	%ymm0, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm6, %ymm5, %ymm6
	vaddpd	%ymm0, %ymm6, %ymm0
	vmovapd	512(%rsp), %ymm6
	vmulpd	%ymm6, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vmulpd	608(%rsp), %ymm7, %ymm4
	vaddpd	576(%rsp), %ymm4, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm4
	vandpd	%ymm15, %ymm0, %ymm5
	vmulpd	%ymm13, %ymm7, %ymm0
	vmovapd	224(%rsp), %ymm13
	vaddpd	448(%rsp), %ymm0, %ymm0
	vaddpd	%ymm11, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	672(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	640(%rsp), %ymm0, %ymm0
	vaddpd	%ymm4, %ymm0, %ymm0
	vmulpd	384(%rsp), %ymm8, %ymm4
	vmulpd	%ymm6, %ymm8, %ymm8
	vmulpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm4, %ymm0, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm2
	vmulpd	384(%rbx), %ymm13, %ymm4
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm2
	vmovapd	%ymm1, %ymm3
	vandpd	%ymm15, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm5, %ymm5
	vmovapd	%ymm5, 192(%rsp)
	vmovdqu	384(%r12), %ymm5
	vmulpd	%ymm5, %ymm1, %ymm2
	vfmsub132pd	%ymm5, %ymm2, %ymm3
	vcmpltpd	%ymm2, %ymm4, %ymm7
	vmulpd	352(%rsp), %ymm5, %ymm5
	vpand	128(%rsp), %ymm4, %ymm6
	vpand	160(%rsp), %ymm6, %ymm6
	vpblendvb	%ymm7, %ymm2, %ymm4, %ymm8
	vpaddq	320(%rsp), %ymm8, %ymm0
	vaddpd	%ymm3, %ymm5, %ymm5
	vpblendvb	%ymm7, %ymm4, %ymm2, %ymm3
	vpsubq	%ymm3, %ymm0, %ymm0
	vpand	288(%rsp), %ymm0, %ymm0
	vpaddq	%ymm3, %ymm0, %ymm3
	vpsrad	$20, %ymm0, %ymm9
	vpblendvb	%ymm7, %ymm14, %ymm5, %ymm10
	vpaddq	256(%rsp), %ymm0, %ymm0
	vpand	%ymm5, %ymm7, %ymm7
	vpaddd	704(%rsp), %ymm9, %ymm9
	vaddpd	544(%rsp), %ymm9, %ymm9
	vmulpd	%ymm10, %ymm0, %ymm0
	vbroadcastsd	.LC183(%rip), %ymm10
	vsubpd	%ymm0, %ymm7, %ymm0
	vsubpd	%ymm3, %ymm8, %ymm7
	vaddpd	%ymm8, %ymm3, %ymm3
	vaddpd	%ymm7, %ymm0, %ymm0
	vmovdqu	448(%r12), %ymm7
	vdivpd	%ymm3, %ymm0, %ymm3
	vandpd	%ymm15, %ymm3, %ymm0
	vcmpltpd	%ymm0, %ymm10, %ymm0
	vmovapd	%ymm1, %ymm10
	vpand	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm4, %ymm3
	vmulpd	.LC184(%rip), %ymm4, %ymm4
	vmulpd	%ymm0, %ymm0, %ymm12
	vsubpd	%ymm5, %ymm3, %ymm3
	vandpd	%ymm15, %ymm3, %ymm5
	vmulpd	%ymm12, %ymm12, %ymm11
	vcmpltpd	%ymm5, %ymm4, %ymm4
	vmulpd	%ymm7, %ymm1, %ymm5
	vpand	%ymm3, %ymm4, %ymm4
	vmulpd	448(%rbx), %ymm13, %ymm3
	vfmsub132pd	%ymm7, %ymm5, %ymm10
	vmulpd	352(%rsp), %ymm7, %ymm7
	vandpd	%ymm3, %ymm2, %ymm2
	vpand	%ymm5, %ymm2, %ymm2
	vaddpd	%ymm10, %ymm7, %ymm7
	vpand	%ymm6, %ymm2, %ymm10
	vmovdqa	%ymm10, 160(%rsp)
	vcmpltpd	%ymm5, %ymm3, %ymm10
	vpblendvb	%ymm10, %ymm5, %ymm3, %ymm13
	vpblendvb	%ymm10, %ymm3, %ymm5, %ymm6
	vsubpd	%ymm5, %ymm3, %ymm5
	vpaddq	320(%rsp), %ymm13, %ymm2
	vpblendvb	%ymm10, %ymm14, %ymm7, %ymm14
	vpand	%ymm7, %ymm10, %ymm10
	vmulpd	.LC184(%rip), %ymm3, %ymm3
	vpsubq	%ymm6, %ymm2, %ymm2
	vsubpd	%ymm7, %ymm5, %ymm5
	vpand	288(%rsp), %ymm2, %ymm2
	vpaddq	%ymm6, %ymm2, %ymm6
	vpsrad	$20, %ymm2, %ymm8
	vpaddq	256(%rsp), %ymm2, %ymm2
	vpaddd	704(%rsp), %ymm8, %ymm8
	vaddpd	544(%rsp), %ymm8, %ymm8
	vmulpd	%ymm14, %ymm2, %ymm2
	vbroadcastsd	.LC183(%rip), %ymm14
	vsubpd	%ymm2, %ymm10, %ymm2
	vsubpd	%ymm6, %ymm13, %ymm10
	vaddpd	%ymm13, %ymm6, %ymm6
	vmovapd	448(%rsp), %ymm13
	vaddpd	%ymm10, %ymm2, %ymm2
	vdivpd	%ymm6, %ymm2, %ymm6
	vandpd	%ymm15, %ymm6, %ymm2
	vcmpltpd	%ymm2, %ymm14, %ymm2
	vmovapd	480(%rsp), %ymm14
	vpand	%ymm6, %ymm2, %ymm2
	vandpd	%ymm15, %ymm5, %ymm6
	vmulpd	%ymm2, %ymm2, %ymm10
	vcmpltpd	%ymm6, %ymm3, %ymm3
	vmulpd	608(%rsp), %ymm11, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vpand	%ymm5, %ymm3, %ymm3
	vmulpd	%ymm14, %ymm11, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm10, %ymm10, %ymm7
	vaddpd	%ymm13, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm5, %ymm5
	vaddpd	672(%rsp), %ymm5, %ymm5
	vmulpd	%ymm11, %ymm5, %ymm5
	vmovapd	416(%rsp), %ymm11
	vaddpd	640(%rsp), %ymm5, %ymm5
	vaddpd	%ymm11, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm5, %ymm5
	vmulpd	%ymm12, %ymm5, %ymm5
	vmovapd	384(%rsp), %ymm12
	vmulpd	%ymm12, %ymm9, %ymm6
	vmulpd	512(%rsp), %ymm9, %ymm9
	vmulpd	%ymm0, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm6, %ymm5, %ymm6
	vaddpd	%ymm0, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vandpd	%ymm15, %ymm0, %ymm4
	vmulpd	%ymm14, %ymm7, %ymm0
	vaddpd	%ymm13, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	672(%rsp), %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	640(%rsp), %ymm0, %ymm0
	vmulpd	608(%rsp), %ymm7, %ymm5
	vaddpd	576(%rsp), %ymm5, %ymm5
	vmulpd	%ymm7, %ymm5, %ymm5
	vaddpd	%ymm11, %ymm5, %ymm5
	vmulpd	%ymm10, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm0, %ymm0
	vmulpd	%ymm12, %ymm8, %ymm5
	vmulpd	512(%rsp), %ymm8, %ymm8
	vmulpd	%ymm10, %ymm0, %ymm0
	vmovdqa	160(%rsp), %ymm10
	vmulpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm5, %ymm0, %ymm5
	vpandn	32(%rsp), %ymm10, %ymm0
	vptest	%ymm0, %ymm0
	vaddpd	%ymm2, %ymm5, %ymm2
	vaddpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm2, %ymm2
	vandpd	%ymm15, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm4, %ymm4
	vaddpd	192(%rsp), %ymm4, %ymm4
	jne	.L965
	vaddpd	96(%rsp), %ymm4, %ymm4
.L890:
	vmovapd	(%r8,%rax), %ymm0
	addq	$32, %rbx
	addq	$32, %r12
	vaddpd	%ymm4, %ymm0, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm5
	vsubpd	%ymm3, %ymm4, %ymm4
	vsubpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm0, %ymm0
	vaddpd	(%r10,%rax), %ymm0, %ymm0
	vmovapd	%ymm0, (%r10,%rax)
	cmpq	$32, %rax
	je	.L966
	movl	$32, %eax
	jmp	.L891
	.p2align 4,,10
	.p2align 3
.L966:
	subq	$64, %r15
	movq	%r9, %rax
	addq	$512, %r13
	addq	$512, %r14
	subq	%r15, %rax
	cmpq	%r9, %rax
	jb	.L892
	movq	64(%rsp), %rdx
.L893:
	vmovdqa	736(%rsp), %xmm7
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm7, 864(%rsp)
	vmovdqa	752(%rsp), %xmm7
	vmovsd	864(%rsp), %xmm13
	vmovsd	872(%rsp), %xmm12
	vmovdqa	%xmm7, 880(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	768(%rsp), %xmm7
	vmovsd	880(%rsp), %xmm11
	vmovsd	888(%rsp), %xmm10
	vmovdqa	%xmm7, 896(%rsp)
	vmovdqa	784(%rsp), %xmm7
	vmovsd	896(%rsp), %xmm9
	vmovsd	904(%rsp), %xmm8
	vmovdqa	%xmm7, 912(%rsp)
	vmovdqa	800(%rsp), %xmm7
	vmovdqa	%xmm7, 928(%rsp)
	vmovdqa	816(%rsp), %xmm7
	vmovsd	936(%rsp), %xmm6
	vmovdqa	%xmm7, 944(%rsp)
	vmovdqa	832(%rsp), %xmm7
	vmovsd	%xmm6, 448(%rsp)
	vmovsd	944(%rsp), %xmm6
	vmovdqa	%xmm7, 960(%rsp)
	vmovdqa	848(%rsp), %xmm7
	vmovsd	%xmm6, 480(%rsp)
	vmovsd	952(%rsp), %xmm6
	vmovdqa	%xmm7, 976(%rsp)
	vmovsd	928(%rsp), %xmm7
	vmovsd	%xmm6, 512(%rsp)
	vmovsd	960(%rsp), %xmm6
	vmovsd	%xmm7, 416(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovsd	%xmm6, 544(%rsp)
	vmovsd	968(%rsp), %xmm6
	vmovsd	%xmm6, 576(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovsd	912(%rsp), %xmm6
	vmovsd	%xmm6, 608(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm4, %xmm9, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	976(%rsp), %xmm6
	vmovsd	%xmm6, 640(%rsp)
	vmovsd	920(%rsp), %xmm6
	vmovsd	%xmm6, 704(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	984(%rsp), %xmm6
	vmovsd	%xmm6, 672(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L958
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	416(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm12
	vaddsd	448(%rsp), %xmm1, %xmm1
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm12, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	480(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	512(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	544(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	608(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	576(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm2
	jmp	.L957
	.p2align 4,,10
	.p2align 3
.L964:
	leaq	992(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%rbx, %rsi
	leaq	1504(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L882
.L965:
	movq	88(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$3, %edi
	movq	%r10, 72(%rsp)
	movq	%r8, 80(%rsp)
	movq	%r9, 128(%rsp)
	movq	%rax, 192(%rsp)
	vmovapd	%ymm15, 96(%rsp)
	vmovapd	%ymm1, 160(%rsp)
	call	guarded_rows
	vmovapd	96(%rsp), %ymm15
	movq	80(%rsp), %r8
	movq	192(%rsp), %rax
	movq	72(%rsp), %r10
	vmovapd	%ymm0, %ymm4
	vmovapd	160(%rsp), %ymm1
	movq	128(%rsp), %r9
	jmp	.L890
	.cfi_endproc
.LFE6474:
	.size	sum_jeffreys, .-sum_jeffreys
	.p2align 4
	.type	sum_jensen_shannon, @function
sum_jensen_shannon:
.LFB6476:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rdx, %r9
	movq	%r8, %rdx
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	pushq	%r12
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	movq	%rdi, %r12
	pushq	%rbx
	.cfi_offset 3, -56
	movq	%rsi, %rbx
	andq	$-32, %rsp
	subq	$2208, %rsp
	movl	(%rcx), %eax
	movq	%rcx, 152(%rsp)
	testl	%eax, %eax
	jne	.L968
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	104(%rcx), %xmm1
	vmovsd	112(%rcx), %xmm2
	vmovapd	%ymm0, 992(%rsp)
	vmovapd	%ymm0, 928(%rsp)
	vmovapd	%ymm0, 1024(%rsp)
	vmovapd	%ymm0, 960(%rsp)
	testq	%r9, %r9
	je	.L983
	vbroadcastsd	%xmm1, %ymm3
	vxorpd	.LC186(%rip), %xmm1, %xmm1
	movabsq	$2251799813685248, %rax
	movq	%rdx, 96(%rsp)
	vmovapd	%ymm3, 544(%rsp)
	vbroadcastsd	%xmm2, %ymm3
	leaq	928(%rsp), %r15
	addq	$2048, %r12
	vmovapd	%ymm3, 512(%rsp)
	vbroadcastsd	%xmm1, %ymm3
	leaq	992(%rsp), %r14
	addq	$2048, %rbx
	vmovapd	%ymm3, 384(%rsp)
	movq	%r14, %r10
	movq	%r12, %r14
	vmovdqa	.LC177(%rip), %ymm3
	movq	%rbx, %r12
	vmovdqa	%ymm3, 896(%rsp)
	vbroadcastsd	.LC179(%rip), %ymm3
	vmovapd	%ymm3, 832(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm3
	vmovapd	%ymm3, 864(%rsp)
	vbroadcastsd	.LC181(%rip), %ymm3
	vmovapd	%ymm3, 640(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm3
	vmovapd	%ymm3, 800(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm3
	vmovapd	%ymm3, 768(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm3
	vmovapd	%ymm3, 736(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm3
	vmovapd	%ymm3, 704(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm3
	vmovapd	%ymm3, 672(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm3
	vmovapd	%ymm3, 608(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm3
	vmovapd	%ymm3, 576(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 480(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$4607182418800017408, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 448(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 416(%rsp)
	vmovq	%rax, %xmm3
	movq	%r15, %rax
	movq	%r9, %r15
	vpbroadcastq	%xmm3, %ymm3
	movq	%rax, %r8
	vmovdqa	%ymm3, 160(%rsp)
	.p2align 4,,10
	.p2align 3
.L982:
	leaq	-2048(%r14), %r13
	prefetcht0	(%r14)
	leaq	-2048(%r12), %rbx
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	cmpq	$63, %r15
	jbe	.L1069
.L972:
	xorl	%eax, %eax
.L981:
	vmovdqu	(%rbx), %ymm5
	vmovdqu	0(%r13), %ymm6
	movabsq	$-4611686018427387904, %rcx
	vmovapd	512(%rsp), %ymm15
	vpor	%ymm6, %ymm5, %ymm7
	vpand	%ymm6, %ymm5, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vmovdqa	%ymm7, 320(%rsp)
	vmovapd	%ymm15, %ymm4
	vmovapd	544(%rsp), %ymm7
	vmovdqa	%ymm3, 288(%rsp)
	vmulpd	%ymm15, %ymm5, %ymm3
	vmulpd	%ymm7, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm1
	vfmsub132pd	%ymm5, %ymm3, %ymm4
	vaddpd	%ymm3, %ymm0, %ymm7
	vfmsub132pd	%ymm6, %ymm0, %ymm1
	vsubpd	%ymm0, %ymm7, %ymm2
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm2, %ymm7, %ymm8
	vsubpd	%ymm2, %ymm3, %ymm3
	vpaddq	480(%rsp), %ymm6, %ymm2
	vsubpd	%ymm8, %ymm0, %ymm0
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vaddpd	%ymm3, %ymm0, %ymm3
	vxorpd	%xmm0, %xmm0, %xmm0
	vsubpd	%ymm14, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	%ymm6, %ymm14, %ymm10
	vaddpd	832(%rsp), %ymm4, %ymm4
	vsubpd	%ymm7, %ymm14, %ymm14
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmovapd	%ymm4, %ymm8
	vmulpd	%ymm10, %ymm10, %ymm12
	vfmsub132pd	%ymm6, %ymm13, %ymm8
	vmulpd	%ymm0, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm15
	vmovapd	%ymm8, %ymm1
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm1, %ymm8, %ymm1
	vmulpd	672(%rsp), %ymm15, %ymm8
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	768(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vpaddq	480(%rsp), %ymm5, %ymm4
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vpsubq	%ymm7, %ymm4, %ymm4
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm13, %ymm2, %ymm2
	vpand	448(%rsp), %ymm4, %ymm4
	vmulpd	%ymm15, %ymm1, %ymm1
	vpaddq	%ymm7, %ymm4, %ymm13
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm13, %ymm5, %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vpsrad	$20, %ymm4, %ymm2
	vpaddq	416(%rsp), %ymm4, %ymm4
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vmulpd	%ymm4, %ymm3, %ymm4
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vaddpd	%ymm5, %ymm13, %ymm9
	vsubpd	%ymm7, %ymm13, %ymm13
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm4, %ymm4
	vaddpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm5, %ymm2, %ymm12
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm5, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm5, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	800(%rsp), %ymm14, %ymm1
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm14, %ymm8
	vaddpd	608(%rsp), %ymm8, %ymm8
	vmovapd	512(%rsp), %ymm7
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm5, %ymm11, %ymm11
	vmovdqu	64(%rbx), %ymm5
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm15, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm6
	vmovapd	%ymm6, 352(%rsp)
	vmovdqu	64(%r13), %ymm6
	vpand	%ymm6, %ymm5, %ymm1
	vpand	288(%rsp), %ymm1, %ymm10
	vpor	%ymm6, %ymm5, %ymm1
	vpor	320(%rsp), %ymm1, %ymm3
	vmovdqa	%ymm10, 192(%rsp)
	vmulpd	%ymm7, %ymm5, %ymm1
	vmovdqa	%ymm3, 256(%rsp)
	vmulpd	%ymm15, %ymm6, %ymm3
	vmovapd	%ymm7, %ymm15
	vfmsub132pd	%ymm5, %ymm1, %ymm8
	vaddpd	%ymm1, %ymm3, %ymm7
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm7, %ymm4
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm9
	vsubpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	832(%rsp), %ymm4, %ymm4
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm4
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	672(%rsp), %ymm15, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vpaddq	480(%rsp), %ymm5, %ymm4
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vpsubq	%ymm7, %ymm4, %ymm4
	vpand	448(%rsp), %ymm4, %ymm4
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm8, %ymm8
	vpaddq	%ymm7, %ymm4, %ymm13
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm13, %ymm5, %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vpsrad	$20, %ymm4, %ymm2
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vaddpd	%ymm5, %ymm13, %ymm9
	vpaddq	416(%rsp), %ymm4, %ymm4
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vsubpd	%ymm7, %ymm13, %ymm13
	vmulpd	%ymm4, %ymm3, %ymm4
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm4, %ymm4
	vmulpd	%ymm5, %ymm2, %ymm12
	vaddpd	%ymm8, %ymm10, %ymm10
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm5, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vmovapd	512(%rsp), %ymm7
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm5, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm8
	vsubpd	%ymm4, %ymm2, %ymm2
	vmulpd	800(%rsp), %ymm14, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm11, %ymm11
	vmovdqu	128(%rbx), %ymm5
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm15, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	352(%rsp), %ymm1, %ymm6
	vmulpd	%ymm7, %ymm5, %ymm1
	vmovapd	%ymm6, 352(%rsp)
	vmovdqu	128(%r13), %ymm6
	vpand	%ymm6, %ymm5, %ymm3
	vfmsub132pd	%ymm5, %ymm1, %ymm8
	vpor	%ymm6, %ymm5, %ymm9
	vmovdqa	%ymm3, 224(%rsp)
	vmulpd	%ymm15, %ymm6, %ymm3
	vmovapd	%ymm7, %ymm15
	vmovdqa	%ymm9, 288(%rsp)
	vaddpd	%ymm1, %ymm3, %ymm7
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm7, %ymm4
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm9
	vsubpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	832(%rsp), %ymm4, %ymm4
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm4
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	672(%rsp), %ymm15, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vpaddq	480(%rsp), %ymm5, %ymm4
	vpsubq	%ymm7, %ymm4, %ymm4
	vpand	448(%rsp), %ymm4, %ymm4
	vpaddq	%ymm7, %ymm4, %ymm13
	vpsrad	$20, %ymm4, %ymm2
	vpaddq	416(%rsp), %ymm4, %ymm4
	vsubpd	%ymm13, %ymm5, %ymm10
	vaddpd	%ymm5, %ymm13, %ymm9
	vmulpd	%ymm4, %ymm3, %ymm4
	vsubpd	%ymm7, %ymm13, %ymm13
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm4, %ymm4
	vmovdqu	192(%rbx), %ymm3
	vaddpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm5, %ymm2, %ymm12
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm5, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vmovapd	512(%rsp), %ymm7
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm5, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm8
	vsubpd	%ymm4, %ymm2, %ymm2
	vmulpd	800(%rsp), %ymm14, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm11, %ymm11
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm15, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm5
	vmovdqu	192(%r13), %ymm6
	vpand	224(%rsp), %ymm6, %ymm1
	vpand	192(%rsp), %ymm1, %ymm10
	vpor	288(%rsp), %ymm6, %ymm1
	vmulpd	%ymm15, %ymm6, %ymm4
	vmovapd	%ymm7, %ymm15
	vpor	256(%rsp), %ymm1, %ymm9
	vmovapd	%ymm5, 320(%rsp)
	vmulpd	%ymm7, %ymm3, %ymm1
	vmovdqa	%ymm9, 288(%rsp)
	vmovdqa	%ymm10, 224(%rsp)
	vfmsub132pd	%ymm6, %ymm4, %ymm2
	vaddpd	%ymm1, %ymm4, %ymm7
	vfmsub132pd	%ymm3, %ymm1, %ymm8
	vsubpd	%ymm4, %ymm7, %ymm5
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm7, %ymm9
	vsubpd	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm4, %ymm4
	vsubpd	%ymm3, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm4, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm4
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm4, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm5, %ymm8
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm5, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm5, %ymm12
	vmulpd	%ymm0, %ymm5, %ymm5
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm5, %ymm5
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	800(%rsp), %ymm15, %ymm1
	vsubpd	%ymm2, %ymm5, %ymm2
	vpaddq	480(%rsp), %ymm3, %ymm5
	vmulpd	672(%rsp), %ymm15, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vpsubq	%ymm7, %ymm5, %ymm5
	vpand	448(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm1, %ymm1
	vpaddq	%ymm7, %ymm5, %ymm13
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm13, %ymm3, %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vpsrad	$20, %ymm5, %ymm2
	vpaddq	416(%rsp), %ymm5, %ymm5
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vmulpd	%ymm5, %ymm4, %ymm5
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vaddpd	%ymm3, %ymm13, %ymm9
	vsubpd	%ymm7, %ymm13, %ymm13
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm5, %ymm0, %ymm8
	vsubpd	%ymm4, %ymm5, %ymm5
	vaddpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm3, %ymm2, %ymm12
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm3, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vmovapd	512(%rsp), %ymm7
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm3, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm1
	vsubpd	%ymm5, %ymm2, %ymm2
	vmovdqu	256(%rbx), %ymm5
	vmulpd	800(%rsp), %ymm14, %ymm8
	vaddpd	608(%rsp), %ymm1, %ymm1
	vaddpd	768(%rsp), %ymm8, %ymm8
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	736(%rsp), %ymm8, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	704(%rsp), %ymm8, %ymm8
	vmulpd	%ymm3, %ymm11, %ymm11
	vaddpd	%ymm1, %ymm8, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vaddpd	320(%rsp), %ymm1, %ymm1
	vaddpd	352(%rsp), %ymm1, %ymm6
	vmovapd	%ymm6, 192(%rsp)
	vmovdqu	256(%r13), %ymm6
	vpand	%ymm3, %ymm6, %ymm1
	vpor	%ymm3, %ymm6, %ymm3
	vpand	%ymm5, %ymm1, %ymm1
	vpor	%ymm5, %ymm3, %ymm3
	vpand	224(%rsp), %ymm1, %ymm4
	vpor	288(%rsp), %ymm3, %ymm3
	vmovdqa	%ymm4, 224(%rsp)
	vmulpd	%ymm7, %ymm5, %ymm1
	vmovapd	%ymm15, %ymm4
	vmovdqa	%ymm3, 288(%rsp)
	vmulpd	%ymm15, %ymm6, %ymm3
	vmovapd	%ymm7, %ymm15
	vmovapd	%ymm4, %ymm2
	vfmsub132pd	%ymm5, %ymm1, %ymm8
	vaddpd	%ymm1, %ymm3, %ymm7
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm7, %ymm4
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm9
	vsubpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm4
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmovapd	%ymm4, %ymm11
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmovapd	%ymm11, 352(%rsp)
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	%ymm6, %ymm14, %ymm10
	vaddpd	832(%rsp), %ymm4, %ymm4
	vmulpd	%ymm11, %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vsubpd	%ymm7, %ymm14, %ymm14
	vsubpd	%ymm2, %ymm0, %ymm8
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vmovapd	%ymm4, %ymm3
	vmulpd	%ymm0, %ymm4, %ymm4
	vfmsub132pd	%ymm6, %ymm13, %ymm3
	vdivpd	%ymm12, %ymm1, %ymm1
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm1
	vsubpd	%ymm14, %ymm13, %ymm13
	vbroadcastsd	.LC181(%rip), %ymm14
	vmulpd	%ymm10, %ymm10, %ymm12
	vmovapd	%ymm14, 640(%rsp)
	vaddpd	%ymm3, %ymm1, %ymm1
	vmovapd	352(%rsp), %ymm3
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	672(%rsp), %ymm15, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	768(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm8, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vpaddq	480(%rsp), %ymm5, %ymm4
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vpsubq	%ymm7, %ymm4, %ymm4
	vpand	448(%rsp), %ymm4, %ymm4
	vaddpd	%ymm13, %ymm2, %ymm2
	vpaddq	%ymm7, %ymm4, %ymm13
	vmulpd	%ymm15, %ymm1, %ymm1
	vbroadcastsd	.LC43(%rip), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vaddpd	%ymm15, %ymm8, %ymm8
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vbroadcastsd	.LC179(%rip), %ymm11
	vmovapd	%ymm11, 832(%rsp)
	vmulpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm13, %ymm5, %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vpsrad	$20, %ymm4, %ymm2
	vpaddq	416(%rsp), %ymm4, %ymm4
	vmulpd	544(%rsp), %ymm1, %ymm6
	vpaddd	896(%rsp), %ymm2, %ymm2
	vmulpd	%ymm3, %ymm4, %ymm4
	vmulpd	384(%rsp), %ymm9, %ymm1
	vaddpd	%ymm5, %ymm13, %ymm9
	vaddpd	%ymm11, %ymm2, %ymm2
	vsubpd	%ymm7, %ymm13, %ymm13
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vsubpd	%ymm4, %ymm0, %ymm8
	vaddpd	%ymm8, %ymm10, %ymm10
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm5, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vbroadcastsd	.LC29(%rip), %ymm8
	vmulpd	%ymm9, %ymm9, %ymm11
	vmovapd	%ymm8, 864(%rsp)
	vmulpd	%ymm8, %ymm2, %ymm2
	vmulpd	%ymm5, %ymm2, %ymm12
	vmovapd	%ymm2, %ymm3
	vmulpd	%ymm0, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm12, %ymm8
	vfmsub132pd	%ymm5, %ymm12, %ymm3
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm11, %ymm11, %ymm14
	vaddpd	%ymm3, %ymm8, %ymm1
	vbroadcastsd	.LC33(%rip), %ymm8
	vmovapd	%ymm8, 768(%rsp)
	vaddpd	%ymm1, %ymm2, %ymm2
	vbroadcastsd	.LC31(%rip), %ymm1
	vmovapd	%ymm1, 800(%rsp)
	vmulpd	%ymm1, %ymm14, %ymm1
	vaddpd	%ymm8, %ymm1, %ymm1
	vbroadcastsd	.LC35(%rip), %ymm8
	vbroadcastsd	.LC41(%rip), %ymm3
	vmovapd	%ymm15, 576(%rsp)
	vsubpd	352(%rsp), %ymm4, %ymm4
	vmovapd	%ymm8, 736(%rsp)
	vmovapd	%ymm3, 608(%rsp)
	vmulpd	%ymm14, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm12, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm1, %ymm1
	vbroadcastsd	.LC37(%rip), %ymm8
	vmovapd	%ymm8, 704(%rsp)
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	%ymm8, %ymm1, %ymm1
	vbroadcastsd	.LC39(%rip), %ymm8
	vmovapd	%ymm8, 672(%rsp)
	vmulpd	%ymm8, %ymm14, %ymm8
	vaddpd	%ymm3, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	%ymm15, %ymm8, %ymm8
	vmovapd	512(%rsp), %ymm15
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm5, %ymm11, %ymm11
	vmovdqu	320(%rbx), %ymm5
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm15, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm9
	vmulpd	%ymm15, %ymm5, %ymm1
	vmovdqu	320(%r13), %ymm6
	vpand	%ymm6, %ymm5, %ymm7
	vpor	%ymm6, %ymm5, %ymm2
	vmovdqa	%ymm7, 256(%rsp)
	vmovapd	544(%rsp), %ymm7
	vmovdqa	%ymm2, 320(%rsp)
	vmulpd	%ymm7, %ymm6, %ymm3
	vfmsub132pd	%ymm5, %ymm1, %ymm8
	vmovapd	%ymm7, %ymm2
	vmovapd	%ymm9, 352(%rsp)
	vaddpd	%ymm1, %ymm3, %ymm7
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vsubpd	%ymm3, %ymm7, %ymm4
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm9
	vsubpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	832(%rsp), %ymm4, %ymm4
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm4
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	672(%rsp), %ymm15, %ymm8
	vsubpd	%ymm2, %ymm4, %ymm2
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vpaddq	480(%rsp), %ymm5, %ymm4
	vpsubq	%ymm7, %ymm4, %ymm4
	vpand	448(%rsp), %ymm4, %ymm4
	vpaddq	%ymm7, %ymm4, %ymm13
	vpsrad	$20, %ymm4, %ymm2
	vpaddq	416(%rsp), %ymm4, %ymm4
	vsubpd	%ymm13, %ymm5, %ymm10
	vaddpd	%ymm5, %ymm13, %ymm9
	vmulpd	%ymm4, %ymm3, %ymm4
	vsubpd	%ymm7, %ymm13, %ymm13
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm4, %ymm4
	vmovdqu	384(%rbx), %ymm3
	vaddpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm5, %ymm2, %ymm12
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm5, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vmovapd	512(%rsp), %ymm7
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm5, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm8
	vsubpd	%ymm4, %ymm2, %ymm2
	vmulpd	800(%rsp), %ymm14, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm11, %ymm8, %ymm8
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm5, %ymm11, %ymm11
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm15, %ymm2
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm1
	vmovdqu	384(%r13), %ymm6
	vaddpd	352(%rsp), %ymm1, %ymm5
	vpand	256(%rsp), %ymm6, %ymm1
	vpand	224(%rsp), %ymm1, %ymm4
	vpor	320(%rsp), %ymm6, %ymm1
	vpor	288(%rsp), %ymm1, %ymm9
	vmovdqa	%ymm4, 224(%rsp)
	vmulpd	%ymm7, %ymm3, %ymm1
	vmovapd	%ymm5, 352(%rsp)
	vmulpd	%ymm15, %ymm6, %ymm4
	vmovapd	%ymm7, %ymm15
	vmovdqa	%ymm9, 256(%rsp)
	vfmsub132pd	%ymm3, %ymm1, %ymm8
	vaddpd	%ymm1, %ymm4, %ymm7
	vfmsub132pd	%ymm6, %ymm4, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm5
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm7, %ymm9
	vsubpd	%ymm5, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm4, %ymm4
	vsubpd	%ymm3, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm4, %ymm4
	vaddpd	%ymm2, %ymm4, %ymm4
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm4, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm5, %ymm8
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm5, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm5, %ymm12
	vmulpd	%ymm0, %ymm5, %ymm5
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm5, %ymm5
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	672(%rsp), %ymm15, %ymm8
	vsubpd	%ymm2, %ymm5, %ymm2
	vpaddq	480(%rsp), %ymm3, %ymm5
	vmulpd	800(%rsp), %ymm15, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vpsubq	%ymm7, %ymm5, %ymm5
	vpand	448(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm8, %ymm8
	vpaddq	%ymm7, %ymm5, %ymm13
	vaddpd	576(%rsp), %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	544(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm1, %ymm1
	vsubpd	%ymm13, %ymm3, %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vpsrad	$20, %ymm5, %ymm2
	vpaddq	416(%rsp), %ymm5, %ymm5
	vpaddd	896(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm2, %ymm2
	vmulpd	%ymm5, %ymm4, %ymm5
	vmulpd	%ymm15, %ymm1, %ymm6
	vmulpd	384(%rsp), %ymm9, %ymm1
	vaddpd	%ymm3, %ymm13, %ymm9
	vsubpd	%ymm7, %ymm13, %ymm13
	vcmpeqpd	%ymm0, %ymm2, %ymm11
	vmulpd	864(%rsp), %ymm2, %ymm2
	vsubpd	%ymm5, %ymm0, %ymm8
	vsubpd	%ymm4, %ymm5, %ymm5
	vaddpd	%ymm8, %ymm10, %ymm10
	vmulpd	%ymm3, %ymm2, %ymm12
	vdivpd	%ymm9, %ymm10, %ymm8
	vaddpd	%ymm3, %ymm7, %ymm9
	vpblendvb	%ymm11, %ymm1, %ymm10, %ymm10
	vmovapd	512(%rsp), %ymm7
	vdivpd	%ymm9, %ymm1, %ymm9
	vpblendvb	%ymm11, %ymm9, %ymm8, %ymm9
	vmovapd	%ymm2, %ymm11
	vmulpd	640(%rsp), %ymm12, %ymm8
	vfmsub132pd	%ymm3, %ymm12, %ymm11
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm0, %ymm2, %ymm2
	vaddpd	%ymm11, %ymm8, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm11
	vaddpd	%ymm1, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm1
	vsubpd	%ymm5, %ymm2, %ymm2
	vmovdqu	448(%rbx), %ymm5
	vmulpd	800(%rsp), %ymm14, %ymm8
	vaddpd	608(%rsp), %ymm1, %ymm1
	vaddpd	768(%rsp), %ymm8, %ymm8
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm1, %ymm1
	vaddpd	576(%rsp), %ymm1, %ymm1
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	736(%rsp), %ymm8, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm8, %ymm8
	vaddpd	704(%rsp), %ymm8, %ymm8
	vmulpd	%ymm3, %ymm11, %ymm11
	vaddpd	%ymm1, %ymm8, %ymm1
	vmovapd	%ymm7, %ymm8
	vmulpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm10, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm7, %ymm1, %ymm1
	vaddpd	%ymm6, %ymm1, %ymm2
	vmovdqu	448(%r13), %ymm6
	vpand	%ymm3, %ymm6, %ymm1
	vpor	%ymm3, %ymm6, %ymm3
	vpand	%ymm5, %ymm1, %ymm1
	vpor	%ymm5, %ymm3, %ymm3
	vpand	224(%rsp), %ymm1, %ymm4
	vmovapd	%ymm2, 320(%rsp)
	vpor	256(%rsp), %ymm3, %ymm9
	vmovapd	%ymm15, %ymm2
	vmovdqa	%ymm4, 288(%rsp)
	vmulpd	%ymm15, %ymm6, %ymm3
	vmovapd	%ymm7, %ymm15
	vmovdqa	%ymm9, 256(%rsp)
	vmulpd	%ymm7, %ymm5, %ymm1
	vfmsub132pd	%ymm6, %ymm3, %ymm2
	vaddpd	%ymm1, %ymm3, %ymm7
	vfmsub132pd	%ymm5, %ymm1, %ymm8
	vsubpd	%ymm3, %ymm7, %ymm4
	vaddpd	%ymm6, %ymm7, %ymm12
	vaddpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm7, %ymm9
	vsubpd	%ymm4, %ymm1, %ymm1
	vsubpd	%ymm9, %ymm3, %ymm3
	vsubpd	%ymm5, %ymm6, %ymm9
	vaddpd	%ymm1, %ymm3, %ymm3
	vmulpd	%ymm15, %ymm9, %ymm1
	vaddpd	%ymm0, %ymm3, %ymm3
	vaddpd	%ymm2, %ymm3, %ymm3
	vpaddq	480(%rsp), %ymm6, %ymm2
	vmulpd	384(%rsp), %ymm9, %ymm9
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm14
	vpsrad	$20, %ymm2, %ymm4
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm14, %ymm6, %ymm11
	vaddpd	%ymm6, %ymm14, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm7, %ymm14, %ymm14
	vpaddd	896(%rsp), %ymm4, %ymm4
	vaddpd	832(%rsp), %ymm4, %ymm4
	vsubpd	%ymm2, %ymm0, %ymm8
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm8, %ymm11, %ymm11
	vcmpeqpd	%ymm0, %ymm4, %ymm8
	vmulpd	864(%rsp), %ymm4, %ymm4
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm8, %ymm1, %ymm11, %ymm11
	vmulpd	%ymm6, %ymm4, %ymm13
	vdivpd	%ymm12, %ymm1, %ymm1
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm4
	vfmsub132pd	%ymm6, %ymm13, %ymm12
	vpblendvb	%ymm8, %ymm1, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm13, %ymm8
	vsubpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm8, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm12
	vaddpd	%ymm1, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm12, %ymm15
	vmulpd	800(%rsp), %ymm15, %ymm1
	vsubpd	%ymm2, %ymm4, %ymm2
	vmulpd	672(%rsp), %ymm15, %ymm8
	vaddpd	768(%rsp), %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm8, %ymm8
	vaddpd	%ymm13, %ymm2, %ymm2
	vmulpd	%ymm15, %ymm1, %ymm1
	vaddpd	736(%rsp), %ymm1, %ymm1
	vmulpd	%ymm15, %ymm8, %ymm8
	vmulpd	%ymm15, %ymm1, %ymm1
	vmovapd	576(%rsp), %ymm15
	vaddpd	704(%rsp), %ymm1, %ymm1
	vaddpd	%ymm15, %ymm8, %ymm8
	vmulpd	%ymm12, %ymm8, %ymm8
	vmulpd	%ymm6, %ymm12, %ymm12
	vaddpd	%ymm8, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm1, %ymm1
	vaddpd	%ymm5, %ymm7, %ymm11
	vmulpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vpaddq	480(%rsp), %ymm5, %ymm2
	vmulpd	544(%rsp), %ymm1, %ymm4
	vpsubq	%ymm7, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm7, %ymm2, %ymm12
	vpsrad	$20, %ymm2, %ymm1
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm12, %ymm5, %ymm10
	vaddpd	%ymm5, %ymm12, %ymm8
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm7, %ymm12, %ymm12
	vpaddd	896(%rsp), %ymm1, %ymm1
	vaddpd	832(%rsp), %ymm1, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm6
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm6, %ymm10, %ymm10
	vcmpeqpd	%ymm0, %ymm1, %ymm6
	vmulpd	864(%rsp), %ymm1, %ymm1
	vdivpd	%ymm8, %ymm10, %ymm8
	vpblendvb	%ymm6, %ymm9, %ymm10, %ymm10
	vdivpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm5, %ymm1, %ymm11
	vpblendvb	%ymm6, %ymm9, %ymm8, %ymm8
	vmovapd	%ymm1, %ymm9
	vmulpd	640(%rsp), %ymm11, %ymm6
	vfmsub132pd	%ymm5, %ymm11, %ymm9
	vsubpd	%ymm12, %ymm11, %ymm11
	vmulpd	%ymm0, %ymm1, %ymm1
	vaddpd	%ymm9, %ymm6, %ymm6
	vmulpd	%ymm8, %ymm8, %ymm9
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm9, %ymm13
	vmulpd	672(%rsp), %ymm13, %ymm6
	vsubpd	%ymm2, %ymm1, %ymm1
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	800(%rsp), %ymm13, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm13, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm15, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm0, %ymm0
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	%ymm9, %ymm6, %ymm6
	vmulpd	%ymm5, %ymm9, %ymm9
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovq	%rcx, %xmm1
	vmulpd	512(%rsp), %ymm0, %ymm0
	vpbroadcastq	%xmm1, %ymm1
	vaddpd	%ymm4, %ymm0, %ymm0
	vaddpd	320(%rsp), %ymm0, %ymm0
	vaddpd	352(%rsp), %ymm0, %ymm0
	vmovdqa	288(%rsp), %ymm4
	vpand	256(%rsp), %ymm1, %ymm1
	vpandn	160(%rsp), %ymm4, %ymm2
	vpor	%ymm1, %ymm2, %ymm2
	vptest	%ymm2, %ymm2
	jne	.L1070
	vaddpd	192(%rsp), %ymm0, %ymm0
.L980:
	vmovapd	(%r8,%rax), %ymm1
	addq	$32, %r13
	addq	$32, %rbx
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r10,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r10,%rax)
	cmpq	$32, %rax
	je	.L1071
	movl	$32, %eax
	jmp	.L981
	.p2align 4,,10
	.p2align 3
.L1071:
	subq	$64, %r15
	movq	%r9, %rax
	addq	$512, %r14
	addq	$512, %r12
	subq	%r15, %rax
	cmpq	%r9, %rax
	jb	.L982
	movq	96(%rsp), %rdx
.L983:
	vmovdqa	928(%rsp), %xmm3
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm3, 1056(%rsp)
	vmovdqa	944(%rsp), %xmm3
	vmovsd	1056(%rsp), %xmm13
	vmovsd	1064(%rsp), %xmm12
	vmovdqa	%xmm3, 1072(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	960(%rsp), %xmm3
	vmovsd	1072(%rsp), %xmm11
	vmovsd	1080(%rsp), %xmm10
	vmovdqa	%xmm3, 1088(%rsp)
	vmovdqa	976(%rsp), %xmm3
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm3, 1104(%rsp)
	vmovdqa	992(%rsp), %xmm3
	vmovdqa	%xmm3, 1120(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovdqa	1008(%rsp), %xmm3
	vmovdqa	%xmm3, 1136(%rsp)
	vmovdqa	1024(%rsp), %xmm3
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm3, 1152(%rsp)
	vmovdqa	1040(%rsp), %xmm3
	vmovsd	1152(%rsp), %xmm7
	vmovdqa	%xmm3, 1168(%rsp)
	vmovsd	1120(%rsp), %xmm3
	vmovsd	%xmm7, 768(%rsp)
	vmovsd	%xmm3, 608(%rsp)
	vmovsd	1128(%rsp), %xmm3
	vmovsd	%xmm3, 640(%rsp)
	vmovsd	1136(%rsp), %xmm3
	vmovsd	%xmm3, 672(%rsp)
	vmovsd	1144(%rsp), %xmm3
	vmovsd	%xmm3, 704(%rsp)
	vmovsd	1088(%rsp), %xmm3
	vmovsd	%xmm3, 736(%rsp)
	vaddsd	%xmm3, %xmm4, %xmm3
	vmovsd	1096(%rsp), %xmm7
	vmovsd	1104(%rsp), %xmm9
	vmovsd	1112(%rsp), %xmm8
	vmovsd	%xmm7, 800(%rsp)
	vaddsd	%xmm7, %xmm3, %xmm2
	vmovsd	1160(%rsp), %xmm7
	vmovsd	%xmm7, 832(%rsp)
	vmovsd	1168(%rsp), %xmm7
	vaddsd	%xmm2, %xmm9, %xmm0
	vmovsd	%xmm7, 864(%rsp)
	vmovsd	1176(%rsp), %xmm7
	vmovsd	%xmm7, 896(%rsp)
	vaddsd	%xmm0, %xmm8, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L970
.L1068:
	vmovsd	%xmm14, %xmm14, %xmm0
.L988:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L968:
	.cfi_restore_state
	cmpl	$1, %eax
	je	.L985
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 992(%rsp)
	vmovapd	%ymm0, 928(%rsp)
	vmovapd	%ymm0, 1024(%rsp)
	vmovapd	%ymm0, 960(%rsp)
	testq	%r9, %r9
	je	.L1013
	leaq	1184(%rsp), %rax
	movq	%r8, 736(%rsp)
	movq	%r9, %r13
	addq	$2048, %r12
	movq	%rax, 768(%rsp)
	addq	$2048, %rbx
	leaq	928(%rsp), %r15
	leaq	992(%rsp), %r14
	.p2align 4,,10
	.p2align 3
.L1012:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r10
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L1072
.L1004:
	xorl	%eax, %eax
	movq	%r9, 800(%rsp)
	movq	%r13, 832(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%r12, 896(%rsp)
	movq	%rax, %r15
	movq	%r10, %r12
	movq	%rbx, 864(%rsp)
	movq	%r8, %rbx
.L1011:
	movq	152(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$4, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L1073
	movl	$32, %r13d
	jmp	.L1011
	.p2align 4,,10
	.p2align 3
.L1069:
	leaq	1184(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r13, %rsi
	leaq	1696(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r13
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%rbx, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %rbx
	jmp	.L972
.L970:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	608(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm13
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm13, %xmm11, %xmm11
	vaddsd	640(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm13, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	672(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	704(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vmovsd	736(%rsp), %xmm5
	vsubsd	%xmm7, %xmm5, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vaddsd	%xmm5, %xmm4, %xmm4
	vaddsd	768(%rsp), %xmm4, %xmm4
	vmovsd	800(%rsp), %xmm5
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm5, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm7
	vaddsd	%xmm4, %xmm3, %xmm3
	vaddsd	832(%rsp), %xmm3, %xmm3
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vaddsd	%xmm9, %xmm1, %xmm1
	vaddsd	864(%rsp), %xmm1, %xmm1
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm0, %xmm15, %xmm3
	vsubsd	%xmm3, %xmm15, %xmm2
	vsubsd	%xmm3, %xmm8, %xmm8
	vsubsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	896(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L988
	.p2align 4,,10
	.p2align 3
.L1073:
	movq	832(%rsp), %r13
	movq	800(%rsp), %r9
	movq	%r15, %rax
	movq	%r14, %r15
	movq	896(%rsp), %r12
	movq	864(%rsp), %rbx
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r9, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r9, %rax
	jb	.L1012
	movq	736(%rsp), %rdx
.L1013:
	vmovdqa	928(%rsp), %xmm3
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm3, 1056(%rsp)
	vmovdqa	944(%rsp), %xmm3
	vmovsd	1056(%rsp), %xmm13
	vmovsd	1064(%rsp), %xmm12
	vmovdqa	%xmm3, 1072(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	960(%rsp), %xmm3
	vmovsd	1072(%rsp), %xmm11
	vmovsd	1080(%rsp), %xmm10
	vmovdqa	%xmm3, 1088(%rsp)
	vmovdqa	976(%rsp), %xmm3
	vmovsd	1088(%rsp), %xmm9
	vmovsd	1096(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm3, 1104(%rsp)
	vmovdqa	992(%rsp), %xmm3
	vmovdqa	%xmm3, 1120(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovdqa	1008(%rsp), %xmm3
	vmovdqa	%xmm3, 1136(%rsp)
	vmovdqa	1024(%rsp), %xmm3
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm3, 1152(%rsp)
	vmovdqa	1040(%rsp), %xmm3
	vmovsd	1152(%rsp), %xmm7
	vmovdqa	%xmm3, 1168(%rsp)
	vmovsd	1120(%rsp), %xmm3
	vmovsd	%xmm7, 736(%rsp)
	vmovsd	%xmm3, 608(%rsp)
	vmovsd	1128(%rsp), %xmm3
	vmovsd	%xmm3, 640(%rsp)
	vmovsd	1136(%rsp), %xmm3
	vmovsd	%xmm3, 672(%rsp)
	vmovsd	1144(%rsp), %xmm3
	vmovsd	%xmm3, 704(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	1160(%rsp), %xmm7
	vmovsd	%xmm7, 768(%rsp)
	vmovsd	1104(%rsp), %xmm7
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm7, 800(%rsp)
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	1168(%rsp), %xmm7
	vmovsd	%xmm7, 832(%rsp)
	vmovsd	1112(%rsp), %xmm7
	vmovsd	%xmm7, 896(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	1176(%rsp), %xmm7
	vmovsd	%xmm7, 864(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	ja	.L1068
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	608(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm13
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm13, %xmm11, %xmm11
	vaddsd	640(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm13, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vaddsd	%xmm11, %xmm6, %xmm6
	vaddsd	672(%rsp), %xmm6, %xmm6
.L1067:
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	704(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm5, %xmm4, %xmm4
	vmovsd	800(%rsp), %xmm5
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	736(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	768(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm2
	vmovsd	896(%rsp), %xmm7
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	832(%rsp), %xmm1, %xmm1
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm0, %xmm15, %xmm3
	vsubsd	%xmm3, %xmm15, %xmm2
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm3, %xmm7, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	864(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L988
	.p2align 4,,10
	.p2align 3
.L1072:
	movq	768(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1696(%rsp), %r11
	movq	768(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	768(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r10, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r10
	jmp	.L1004
	.p2align 4,,10
	.p2align 3
.L1070:
	movq	152(%rsp), %rcx
	movq	%rbx, %rdx
	movq	%r13, %rsi
	movl	$4, %edi
	movq	%r10, 256(%rsp)
	movq	%r8, 288(%rsp)
	movq	%r9, 320(%rsp)
	movq	%rax, 352(%rsp)
	call	guarded_rows
	movq	352(%rsp), %rax
	movq	320(%rsp), %r9
	movq	288(%rsp), %r8
	movq	256(%rsp), %r10
	jmp	.L980
.L985:
	vxorpd	%xmm1, %xmm1, %xmm1
	vmovsd	32(%rcx), %xmm5
	vmovsd	64(%rcx), %xmm4
	vmovsd	72(%rcx), %xmm3
	vmovsd	104(%rcx), %xmm0
	vmovapd	%ymm1, 992(%rsp)
	vmovapd	%ymm1, 928(%rsp)
	vmovsd	112(%rcx), %xmm15
	vmovapd	%ymm1, 1024(%rsp)
	vmovapd	%ymm1, 960(%rsp)
	testq	%r9, %r9
	je	.L1003
	vbroadcastsd	%xmm3, %ymm3
	vbroadcastsd	%xmm5, %ymm7
	movabsq	$2251799813685248, %rax
	vmovapd	%ymm3, 320(%rsp)
	vbroadcastsd	%xmm0, %ymm3
	vxorpd	.LC186(%rip), %xmm0, %xmm0
	leaq	992(%rsp), %r14
	vmovapd	%ymm3, 512(%rsp)
	leaq	2048(%r12), %r8
	leaq	2048(%rsi), %r13
	vbroadcastsd	%xmm15, %ymm15
	vbroadcastsd	%xmm0, %ymm3
	leaq	928(%rsp), %r15
	vmovapd	%ymm7, 352(%rsp)
	vbroadcastsd	%xmm4, %ymm7
	vmovapd	%ymm3, 288(%rsp)
	vmovdqa	.LC177(%rip), %ymm3
	vmovapd	%ymm7, 384(%rsp)
	vmovdqa	%ymm3, 896(%rsp)
	vbroadcastsd	.LC179(%rip), %ymm3
	vmovapd	%ymm3, 832(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm3
	vmovapd	%ymm3, 864(%rsp)
	vbroadcastsd	.LC181(%rip), %ymm3
	vmovapd	%ymm3, 640(%rsp)
	vbroadcastsd	.LC31(%rip), %ymm3
	vmovapd	%ymm3, 800(%rsp)
	vbroadcastsd	.LC33(%rip), %ymm3
	vmovapd	%ymm3, 768(%rsp)
	vbroadcastsd	.LC35(%rip), %ymm3
	vmovapd	%ymm3, 736(%rsp)
	vbroadcastsd	.LC37(%rip), %ymm3
	vmovapd	%ymm3, 704(%rsp)
	vbroadcastsd	.LC39(%rip), %ymm3
	vmovapd	%ymm3, 672(%rsp)
	vbroadcastsd	.LC41(%rip), %ymm3
	vmovapd	%ymm3, 608(%rsp)
	vbroadcastsd	.LC43(%rip), %ymm3
	vmovapd	%ymm3, 576(%rsp)
	vbroadcastsd	.LC5(%rip), %ymm3
	vmovapd	%ymm3, 224(%rsp)
	vbroadcastsd	.LC185(%rip), %ymm3
	vmovapd	%ymm3, 256(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$-4503599627370496, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 480(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$4607182418800017408, %rax
	vpbroadcastq	%xmm3, %ymm3
	movq	%rdx, 144(%rsp)
	vmovdqa	%ymm3, 448(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$2305843009213693952, %rax
	vpbroadcastq	%xmm3, %ymm3
	vmovdqa	%ymm3, 416(%rsp)
	vmovq	%rax, %xmm3
	movq	%r14, %rax
	movq	%r13, %r14
	vpbroadcastq	%xmm3, %ymm3
	movq	%r8, %r13
	movq	%rax, %r10
	movq	%r15, %r8
	vmovdqa	%ymm3, (%rsp)
	movq	%r9, %r15
	.p2align 4,,10
	.p2align 3
.L1002:
	leaq	-2048(%r13), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	0(%r13)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	(%r14)
	prefetcht0	448(%r13)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r15
	jbe	.L1074
.L992:
	vmovapd	%ymm15, 544(%rsp)
	xorl	%eax, %eax
.L1001:
	vmovdqu	(%r12), %ymm1
	vxorpd	%xmm15, %xmm15, %xmm15
	vmovapd	384(%rsp), %ymm5
	vmovapd	352(%rsp), %ymm3
	vmulpd	(%rbx), %ymm3, %ymm6
	vmulpd	%ymm5, %ymm1, %ymm4
	vmovapd	%ymm5, %ymm0
	vmovapd	544(%rsp), %ymm14
	vmovapd	512(%rsp), %ymm3
	vmovapd	%ymm3, %ymm5
	vmovapd	%ymm14, %ymm7
	vfmsub132pd	%ymm1, %ymm4, %ymm0
	vpand	%ymm6, %ymm4, %ymm2
	vmulpd	320(%rsp), %ymm1, %ymm1
	vmovdqa	%ymm2, 160(%rsp)
	vmulpd	%ymm3, %ymm6, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm4, %ymm0
	vfmsub132pd	%ymm6, %ymm2, %ymm5
	vaddpd	%ymm0, %ymm2, %ymm8
	vfmsub132pd	%ymm4, %ymm0, %ymm7
	vsubpd	%ymm2, %ymm8, %ymm3
	vsubpd	%ymm3, %ymm8, %ymm9
	vsubpd	%ymm3, %ymm0, %ymm3
	vmulpd	%ymm14, %ymm1, %ymm0
	vsubpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm0, %ymm0
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm3, %ymm2, %ymm3
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm15, %ymm3, %ymm3
	vaddpd	%ymm0, %ymm3, %ymm3
	vsubpd	%ymm4, %ymm6, %ymm0
	vsubpd	%ymm1, %ymm0, %ymm0
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm12
	vmovdqa	%ymm12, 192(%rsp)
	vaddpd	%ymm8, %ymm6, %ymm12
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vmovapd	512(%rsp), %ymm14
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm6
	vpaddd	896(%rsp), %ymm6, %ymm6
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm11, %ymm4, %ymm9
	vaddpd	832(%rsp), %ymm6, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	%ymm2, %ymm3, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm3, %ymm2, %ymm2
	vmovapd	352(%rsp), %ymm3
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vfmsub132pd	%ymm0, %ymm10, %ymm12
	vsubpd	%ymm11, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm12, %ymm6
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	64(%rbx), %ymm3, %ymm6
	vmovapd	%ymm14, %ymm3
	vmulpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	64(%r12), %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm4
	vmovapd	384(%rsp), %ymm5
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm4, 192(%rsp)
	vmulpd	%ymm5, %ymm1, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm2
	vfmsub132pd	%ymm1, %ymm4, %ymm0
	vmulpd	320(%rsp), %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vpand	%ymm6, %ymm4, %ymm0
	vpand	160(%rsp), %ymm0, %ymm8
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm3, %ymm7
	vmovdqa	%ymm8, 64(%rsp)
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm4, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm5, %ymm8, %ymm3
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm3
	vsubpd	%ymm4, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm3, %ymm3
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm14
	vmovdqa	%ymm14, 160(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm5, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm9, %ymm9
	vmovapd	512(%rsp), %ymm14
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm11, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	160(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm11, %ymm4, %ymm9
	vpaddd	896(%rsp), %ymm6, %ymm6
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm3, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm3, %ymm2, %ymm2
	vmovapd	352(%rsp), %ymm3
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vfmsub132pd	%ymm0, %ymm10, %ymm12
	vsubpd	%ymm11, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm12, %ymm6
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	128(%rbx), %ymm3, %ymm6
	vmovapd	%ymm14, %ymm3
	vmulpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	128(%r12), %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm4
	vmovapd	384(%rsp), %ymm5
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm4, 192(%rsp)
	vmulpd	%ymm5, %ymm1, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm2
	vfmsub132pd	%ymm1, %ymm4, %ymm0
	vpand	%ymm6, %ymm4, %ymm8
	vmulpd	320(%rsp), %ymm1, %ymm1
	vmovdqa	%ymm8, 96(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm3, %ymm7
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm4, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm5, %ymm8, %ymm3
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm3
	vsubpd	%ymm4, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm3, %ymm3
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm11
	vmovdqa	%ymm11, 160(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vmovapd	512(%rsp), %ymm14
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	160(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm11, %ymm4, %ymm9
	vpaddd	896(%rsp), %ymm6, %ymm6
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm3, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vfmsub132pd	%ymm0, %ymm10, %ymm12
	vsubpd	%ymm11, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm12, %ymm6
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vmovapd	352(%rsp), %ymm3
	vmulpd	192(%rbx), %ymm3, %ymm6
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm1
	vmovapd	384(%rsp), %ymm5
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm1, 160(%rsp)
	vmovdqu	192(%r12), %ymm1
	vmulpd	%ymm5, %ymm1, %ymm3
	vmovapd	%ymm14, %ymm5
	vmulpd	%ymm7, %ymm3, %ymm2
	vfmsub132pd	%ymm1, %ymm3, %ymm0
	vmulpd	320(%rsp), %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vpand	96(%rsp), %ymm6, %ymm0
	vpand	64(%rsp), %ymm0, %ymm8
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm5, %ymm7
	vmovdqa	%ymm8, 96(%rsp)
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm3, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm5, %ymm8, %ymm4
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm4
	vsubpd	%ymm3, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm4, %ymm4
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm2, %ymm4, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm14
	vmovdqa	%ymm14, 64(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vmovapd	512(%rsp), %ymm14
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	64(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm3, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm12
	vpsrad	$20, %ymm2, %ymm6
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm12, %ymm3, %ymm9
	vpaddd	896(%rsp), %ymm6, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm4, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm11
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm12, %ymm3, %ymm7
	vsubpd	%ymm8, %ymm12, %ymm12
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm3, %ymm7
	vpblendvb	%ymm11, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm11, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm3, %ymm10
	vmulpd	%ymm0, %ymm3, %ymm11
	vmulpd	640(%rsp), %ymm11, %ymm6
	vfmsub132pd	%ymm0, %ymm11, %ymm10
	vsubpd	%ymm12, %ymm11, %ymm11
	vbroadcastsd	.LC179(%rip), %ymm12
	vmovapd	%ymm12, 832(%rsp)
	vaddpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm10
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm13
	vmulpd	672(%rsp), %ymm13, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	800(%rsp), %ymm13, %ymm6
	vaddpd	608(%rsp), %ymm0, %ymm0
	vaddpd	768(%rsp), %ymm6, %ymm6
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm13, %ymm0, %ymm0
	vaddpd	576(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	736(%rsp), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	704(%rsp), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm3, %ymm10
	vaddpd	%ymm0, %ymm6, %ymm0
	vmovapd	352(%rsp), %ymm6
	vmulpd	256(%rbx), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm0, %ymm0
	vpand	%ymm3, %ymm6, %ymm3
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	256(%r12), %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	160(%rsp), %ymm0, %ymm0
	vmovapd	384(%rsp), %ymm5
	vaddpd	192(%rsp), %ymm0, %ymm4
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm4, 32(%rsp)
	vmulpd	%ymm5, %ymm1, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm2
	vfmsub132pd	%ymm1, %ymm4, %ymm0
	vpand	%ymm4, %ymm3, %ymm3
	vmulpd	320(%rsp), %ymm1, %ymm1
	vpand	96(%rsp), %ymm3, %ymm11
	vmovapd	%ymm14, %ymm3
	vmovdqa	%ymm11, 96(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm3, %ymm7
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm4, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vsubpd	%ymm5, %ymm8, %ymm3
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm3
	vaddpd	%ymm9, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm3, %ymm0
	vmovapd	%ymm0, %ymm9
	vsubpd	%ymm4, %ymm6, %ymm0
	vmovapd	%ymm9, 256(%rsp)
	vsubpd	%ymm1, %ymm0, %ymm0
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	%ymm12, %ymm5, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm15, %ymm9
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm11
	vmovdqa	%ymm11, 576(%rsp)
	vbroadcastsd	.LC29(%rip), %ymm11
	vbroadcastsd	.LC181(%rip), %ymm14
	vbroadcastsd	.LC41(%rip), %ymm3
	vmovapd	%ymm11, 864(%rsp)
	vmulpd	%ymm11, %ymm5, %ymm5
	vmovapd	%ymm14, 640(%rsp)
	vmovapd	%ymm3, 608(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	%ymm10, %ymm10, %ymm11
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vmulpd	%ymm14, %ymm12, %ymm9
	vsubpd	%ymm13, %ymm12, %ymm12
	vmovapd	%ymm4, %ymm13
	vmulpd	%ymm15, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm11, %ymm14
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm6, %ymm6
	vbroadcastsd	.LC33(%rip), %ymm9
	vmovapd	%ymm9, 768(%rsp)
	vaddpd	%ymm0, %ymm5, %ymm5
	vbroadcastsd	.LC31(%rip), %ymm0
	vmovapd	%ymm0, 800(%rsp)
	vmulpd	%ymm0, %ymm14, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vbroadcastsd	.LC35(%rip), %ymm9
	vmovapd	%ymm9, 736(%rsp)
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vbroadcastsd	.LC37(%rip), %ymm9
	vmovapd	%ymm9, 704(%rsp)
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vbroadcastsd	.LC39(%rip), %ymm9
	vmovapd	%ymm9, 672(%rsp)
	vmulpd	%ymm9, %ymm14, %ymm9
	vaddpd	%ymm3, %ymm9, %ymm9
	vbroadcastsd	.LC43(%rip), %ymm3
	vmulpd	%ymm14, %ymm9, %ymm9
	vmovapd	512(%rsp), %ymm14
	vaddpd	%ymm3, %ymm9, %ymm9
	vmulpd	%ymm11, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm0, %ymm0
	vmovapd	256(%rsp), %ymm9
	vsubpd	%ymm9, %ymm2, %ymm2
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	576(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm5, %ymm2
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	288(%rsp), %ymm7, %ymm0
	vpaddd	896(%rsp), %ymm6, %ymm6
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm11, %ymm4, %ymm9
	vcmpeqpd	%ymm15, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm1, %ymm7
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vfmsub132pd	%ymm0, %ymm10, %ymm13
	vsubpd	%ymm11, %ymm10, %ymm10
	vaddpd	%ymm13, %ymm6, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm4, %ymm4
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	672(%rsp), %ymm12, %ymm6
	vmovapd	%ymm3, 576(%rsp)
	vaddpd	608(%rsp), %ymm6, %ymm6
	vsubpd	256(%rsp), %ymm2, %ymm2
	vbroadcastsd	.LC185(%rip), %ymm11
	vmulpd	%ymm12, %ymm6, %ymm6
	vsubpd	%ymm2, %ymm1, %ymm1
	vmovapd	%ymm11, 256(%rsp)
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm3, %ymm6, %ymm6
	vmovapd	%ymm14, %ymm3
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	320(%r12), %ymm1
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm4
	vmovapd	384(%rsp), %ymm5
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm4, 192(%rsp)
	vmovapd	352(%rsp), %ymm4
	vmulpd	320(%rbx), %ymm4, %ymm6
	vmulpd	%ymm5, %ymm1, %ymm4
	vmulpd	%ymm7, %ymm4, %ymm2
	vfmsub132pd	%ymm1, %ymm4, %ymm0
	vpand	%ymm6, %ymm4, %ymm8
	vmulpd	320(%rsp), %ymm1, %ymm1
	vmovdqa	%ymm8, 160(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm1
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm3, %ymm7
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm4, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm5, %ymm8, %ymm3
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm3
	vsubpd	%ymm4, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vbroadcastsd	.LC5(%rip), %ymm7
	vmovapd	%ymm7, 224(%rsp)
	vaddpd	%ymm2, %ymm3, %ymm3
	vandpd	%ymm7, %ymm0, %ymm2
	vmulpd	%ymm11, %ymm6, %ymm7
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm13, %ymm6, %ymm11
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vaddpd	832(%rsp), %ymm5, %ymm5
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm14
	vmovdqa	%ymm14, 64(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	64(%rsp), %ymm0, %ymm0
	vmovapd	512(%rsp), %ymm14
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm11, %ymm4, %ymm9
	vpaddd	896(%rsp), %ymm6, %ymm6
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm3, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm12
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vfmsub132pd	%ymm0, %ymm10, %ymm12
	vsubpd	%ymm11, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm12, %ymm6
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm6, %ymm6
	vaddpd	576(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vmovapd	352(%rsp), %ymm4
	vmulpd	384(%rbx), %ymm4, %ymm6
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm1
	vmovapd	384(%rsp), %ymm5
	vmovapd	%ymm5, %ymm0
	vmovapd	%ymm1, 192(%rsp)
	vmovdqu	384(%r12), %ymm1
	vmulpd	%ymm5, %ymm1, %ymm3
	vmulpd	%ymm7, %ymm3, %ymm2
	vfmsub132pd	%ymm1, %ymm3, %ymm0
	vmulpd	320(%rsp), %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vpand	160(%rsp), %ymm6, %ymm0
	vpand	96(%rsp), %ymm0, %ymm5
	vmulpd	%ymm14, %ymm6, %ymm0
	vmovdqa	%ymm5, 96(%rsp)
	vmovapd	%ymm14, %ymm5
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm5, %ymm7
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm3, %ymm2, %ymm9
	vaddpd	%ymm2, %ymm0, %ymm8
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vsubpd	%ymm0, %ymm8, %ymm5
	vaddpd	%ymm8, %ymm6, %ymm12
	vsubpd	%ymm5, %ymm8, %ymm4
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm4
	vsubpd	%ymm3, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm4, %ymm4
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpsrad	$20, %ymm2, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm13
	vpaddd	896(%rsp), %ymm5, %ymm5
	vsubpd	%ymm13, %ymm6, %ymm11
	vaddpd	832(%rsp), %ymm5, %ymm5
	vaddpd	%ymm13, %ymm6, %ymm10
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vmulpd	%ymm2, %ymm4, %ymm2
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm11
	vmovdqa	%ymm11, 160(%rsp)
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmovapd	%ymm6, %ymm0
	vmulpd	640(%rsp), %ymm12, %ymm9
	vfmsub132pd	%ymm5, %ymm12, %ymm0
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vmulpd	%ymm15, %ymm5, %ymm5
	vaddpd	%ymm0, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vaddpd	576(%rsp), %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm11, %ymm9, %ymm9
	vmulpd	%ymm14, %ymm0, %ymm0
	vmovapd	512(%rsp), %ymm14
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vaddpd	160(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm3, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm5
	vpaddq	%ymm8, %ymm2, %ymm12
	vpsrad	$20, %ymm2, %ymm6
	vpaddq	416(%rsp), %ymm2, %ymm2
	vmulpd	288(%rsp), %ymm7, %ymm0
	vsubpd	%ymm12, %ymm3, %ymm9
	vpaddd	896(%rsp), %ymm6, %ymm6
	vaddpd	832(%rsp), %ymm6, %ymm6
	vmulpd	%ymm2, %ymm4, %ymm2
	vcmpeqpd	%ymm15, %ymm6, %ymm11
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm4, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm12, %ymm3, %ymm7
	vsubpd	%ymm8, %ymm12, %ymm12
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm3, %ymm7
	vpblendvb	%ymm11, %ymm0, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm0, %ymm7
	vmulpd	864(%rsp), %ymm6, %ymm0
	vmulpd	%ymm0, %ymm1, %ymm1
	vpblendvb	%ymm11, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm3, %ymm10
	vmulpd	%ymm0, %ymm3, %ymm11
	vmulpd	640(%rsp), %ymm11, %ymm6
	vfmsub132pd	%ymm0, %ymm11, %ymm10
	vsubpd	%ymm12, %ymm11, %ymm11
	vaddpd	%ymm10, %ymm6, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm10
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm10, %ymm10, %ymm13
	vmulpd	672(%rsp), %ymm13, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	800(%rsp), %ymm13, %ymm6
	vaddpd	608(%rsp), %ymm0, %ymm0
	vaddpd	768(%rsp), %ymm6, %ymm6
	vaddpd	%ymm11, %ymm1, %ymm1
	vmulpd	%ymm13, %ymm0, %ymm0
	vaddpd	576(%rsp), %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	736(%rsp), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	704(%rsp), %ymm6, %ymm6
	vmulpd	%ymm10, %ymm3, %ymm10
	vaddpd	%ymm0, %ymm6, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vmovapd	544(%rsp), %ymm7
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm1
	vmovapd	%ymm1, 160(%rsp)
	vmovdqu	448(%r12), %ymm1
	vmovapd	352(%rsp), %ymm4
	vmovapd	384(%rsp), %ymm5
	vmulpd	448(%rbx), %ymm4, %ymm6
	vmulpd	%ymm5, %ymm1, %ymm4
	vmulpd	%ymm14, %ymm6, %ymm0
	vpand	%ymm3, %ymm6, %ymm3
	vmulpd	%ymm7, %ymm4, %ymm2
	vfmsub132pd	%ymm1, %ymm4, %ymm5
	vpand	%ymm4, %ymm3, %ymm3
	vmulpd	320(%rsp), %ymm1, %ymm1
	vaddpd	%ymm2, %ymm0, %ymm8
	vaddpd	%ymm5, %ymm1, %ymm1
	vpand	96(%rsp), %ymm3, %ymm5
	vmovapd	%ymm14, %ymm3
	vmovapd	%ymm7, %ymm14
	vmovapd	%ymm3, %ymm7
	vmovdqa	%ymm5, 96(%rsp)
	vsubpd	%ymm0, %ymm8, %ymm5
	vmovapd	%ymm14, %ymm9
	vfmsub132pd	%ymm6, %ymm0, %ymm7
	vfmsub132pd	%ymm4, %ymm2, %ymm9
	vsubpd	%ymm5, %ymm8, %ymm3
	vsubpd	%ymm5, %ymm2, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm14, %ymm1, %ymm2
	vaddpd	%ymm15, %ymm0, %ymm3
	vsubpd	%ymm4, %ymm6, %ymm0
	vaddpd	%ymm9, %ymm2, %ymm2
	vsubpd	%ymm1, %ymm0, %ymm0
	vaddpd	%ymm7, %ymm2, %ymm2
	vmulpd	256(%rsp), %ymm6, %ymm7
	vaddpd	%ymm2, %ymm3, %ymm3
	vandpd	224(%rsp), %ymm0, %ymm2
	vcmpltpd	%ymm2, %ymm7, %ymm7
	vpaddq	480(%rsp), %ymm6, %ymm2
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpand	%ymm0, %ymm7, %ymm7
	vmulpd	%ymm14, %ymm7, %ymm0
	vpaddq	%ymm8, %ymm2, %ymm13
	vmovapd	%ymm6, %ymm14
	vpsrad	$20, %ymm2, %ymm5
	vsubpd	%ymm13, %ymm6, %ymm11
	vaddpd	%ymm13, %ymm6, %ymm10
	vpaddq	416(%rsp), %ymm2, %ymm2
	vsubpd	%ymm8, %ymm13, %ymm13
	vpaddd	896(%rsp), %ymm5, %ymm5
	vaddpd	832(%rsp), %ymm5, %ymm5
	vmulpd	%ymm2, %ymm3, %ymm2
	vsubpd	%ymm2, %ymm15, %ymm9
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm9, %ymm11, %ymm11
	vcmpeqpd	%ymm15, %ymm5, %ymm9
	vmulpd	864(%rsp), %ymm5, %ymm5
	vdivpd	%ymm10, %ymm11, %ymm10
	vpblendvb	%ymm9, %ymm0, %ymm11, %ymm12
	vmovdqa	%ymm12, 64(%rsp)
	vaddpd	%ymm8, %ymm6, %ymm12
	vdivpd	%ymm12, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm6, %ymm12
	vfmsub132pd	%ymm5, %ymm12, %ymm14
	vmulpd	%ymm15, %ymm5, %ymm5
	vpblendvb	%ymm9, %ymm0, %ymm10, %ymm10
	vmulpd	640(%rsp), %ymm12, %ymm9
	vsubpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm10, %ymm10, %ymm11
	vaddpd	%ymm14, %ymm9, %ymm0
	vmulpd	%ymm11, %ymm11, %ymm14
	vmulpd	672(%rsp), %ymm14, %ymm9
	vaddpd	%ymm0, %ymm5, %ymm5
	vmulpd	%ymm11, %ymm6, %ymm6
	vaddpd	608(%rsp), %ymm9, %ymm9
	vmulpd	800(%rsp), %ymm14, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vmulpd	%ymm14, %ymm9, %ymm9
	vsubpd	%ymm2, %ymm5, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vaddpd	%ymm12, %ymm2, %ymm2
	vmulpd	%ymm14, %ymm0, %ymm0
	vmovapd	576(%rsp), %ymm14
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm14, %ymm9, %ymm9
	vmulpd	%ymm11, %ymm9, %ymm9
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vmulpd	288(%rsp), %ymm7, %ymm6
	vaddpd	64(%rsp), %ymm0, %ymm0
	vmulpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vpaddq	480(%rsp), %ymm4, %ymm2
	vmulpd	512(%rsp), %ymm0, %ymm5
	vpsubq	%ymm8, %ymm2, %ymm2
	vpand	448(%rsp), %ymm2, %ymm2
	vpaddq	%ymm8, %ymm2, %ymm11
	vpsrad	$20, %ymm2, %ymm0
	vpaddq	416(%rsp), %ymm2, %ymm2
	vpaddd	896(%rsp), %ymm0, %ymm0
	vsubpd	%ymm11, %ymm4, %ymm9
	vaddpd	832(%rsp), %ymm0, %ymm0
	vmulpd	%ymm2, %ymm3, %ymm2
	vcmpeqpd	%ymm15, %ymm0, %ymm12
	vmulpd	864(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm7
	vsubpd	%ymm3, %ymm2, %ymm2
	vaddpd	%ymm7, %ymm9, %ymm9
	vaddpd	%ymm11, %ymm4, %ymm7
	vmulpd	%ymm0, %ymm1, %ymm1
	vsubpd	%ymm8, %ymm11, %ymm11
	vdivpd	%ymm7, %ymm9, %ymm10
	vaddpd	%ymm8, %ymm4, %ymm7
	vpblendvb	%ymm12, %ymm6, %ymm9, %ymm9
	vdivpd	%ymm7, %ymm6, %ymm7
	vpblendvb	%ymm12, %ymm7, %ymm10, %ymm7
	vmovapd	%ymm4, %ymm12
	vmulpd	%ymm0, %ymm4, %ymm10
	vmulpd	640(%rsp), %ymm10, %ymm6
	vmulpd	%ymm7, %ymm7, %ymm13
	vfmsub132pd	%ymm0, %ymm10, %ymm12
	vsubpd	%ymm11, %ymm10, %ymm10
	vmulpd	%ymm13, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm13, %ymm12
	vmulpd	800(%rsp), %ymm12, %ymm0
	vaddpd	768(%rsp), %ymm0, %ymm0
	vaddpd	%ymm6, %ymm1, %ymm1
	vmulpd	672(%rsp), %ymm12, %ymm6
	vaddpd	608(%rsp), %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	736(%rsp), %ymm0, %ymm0
	vsubpd	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm6, %ymm6
	vmulpd	%ymm12, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vaddpd	704(%rsp), %ymm0, %ymm0
	vaddpd	%ymm14, %ymm6, %ymm6
	vmulpd	%ymm13, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm0, %ymm0
	vmulpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm7, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	544(%rsp), %ymm0, %ymm0
	vaddpd	%ymm5, %ymm0, %ymm0
	vmovdqa	96(%rsp), %ymm5
	vpandn	(%rsp), %ymm5, %ymm1
	vaddpd	160(%rsp), %ymm0, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm0
	vptest	%ymm1, %ymm1
	jne	.L1075
	vaddpd	32(%rsp), %ymm0, %ymm0
.L1000:
	vmovapd	(%r8,%rax), %ymm1
	addq	$32, %rbx
	addq	$32, %r12
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm1, %ymm2, %ymm3
	vmovapd	%ymm2, (%r8,%rax)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm4, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r10,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r10,%rax)
	cmpq	$32, %rax
	je	.L1076
	movl	$32, %eax
	jmp	.L1001
	.p2align 4,,10
	.p2align 3
.L1076:
	subq	$64, %r15
	movq	%r9, %rax
	vmovapd	544(%rsp), %ymm15
	addq	$512, %r13
	subq	%r15, %rax
	addq	$512, %r14
	cmpq	%r9, %rax
	jb	.L1002
	movq	144(%rsp), %rdx
.L1003:
	vmovdqa	928(%rsp), %xmm3
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm3, 1056(%rsp)
	vmovdqa	944(%rsp), %xmm3
	vmovsd	1056(%rsp), %xmm13
	vmovsd	1064(%rsp), %xmm12
	vmovdqa	%xmm3, 1072(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	960(%rsp), %xmm3
	vmovsd	1072(%rsp), %xmm11
	vmovsd	1080(%rsp), %xmm10
	vmovdqa	%xmm3, 1088(%rsp)
	vmovdqa	976(%rsp), %xmm3
	vmovsd	1088(%rsp), %xmm9
	vmovsd	1096(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovdqa	%xmm3, 1104(%rsp)
	vmovdqa	992(%rsp), %xmm3
	vmovdqa	%xmm3, 1120(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovdqa	1008(%rsp), %xmm3
	vmovdqa	%xmm3, 1136(%rsp)
	vmovdqa	1024(%rsp), %xmm3
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm3, 1152(%rsp)
	vmovdqa	1040(%rsp), %xmm3
	vmovsd	1152(%rsp), %xmm6
	vmovdqa	%xmm3, 1168(%rsp)
	vmovsd	1120(%rsp), %xmm3
	vmovsd	%xmm6, 736(%rsp)
	vmovsd	%xmm3, 608(%rsp)
	vmovsd	1128(%rsp), %xmm3
	vmovsd	%xmm3, 640(%rsp)
	vmovsd	1136(%rsp), %xmm3
	vmovsd	%xmm3, 672(%rsp)
	vmovsd	1144(%rsp), %xmm3
	vmovsd	%xmm3, 704(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	1160(%rsp), %xmm6
	vmovsd	%xmm6, 768(%rsp)
	vmovsd	1104(%rsp), %xmm6
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm6, 800(%rsp)
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	1168(%rsp), %xmm6
	vmovsd	%xmm6, 832(%rsp)
	vmovsd	1112(%rsp), %xmm6
	vmovsd	%xmm6, 896(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	1176(%rsp), %xmm6
	vmovsd	%xmm6, 864(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L1068
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	608(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm13
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm13, %xmm11, %xmm11
	vaddsd	640(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm13, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	672(%rsp), %xmm1, %xmm1
	jmp	.L1067
	.p2align 4,,10
	.p2align 3
.L1074:
	leaq	1184(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%rbx, %rsi
	leaq	1696(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L992
.L1075:
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$4, %edi
	movq	%r10, 64(%rsp)
	movq	152(%rsp), %rcx
	movq	%r8, 96(%rsp)
	movq	%r9, 160(%rsp)
	movq	%rax, 192(%rsp)
	call	guarded_rows
	movq	96(%rsp), %r8
	movq	64(%rsp), %r10
	movq	192(%rsp), %rax
	movq	160(%rsp), %r9
	jmp	.L1000
	.cfi_endproc
.LFE6476:
	.size	sum_jensen_shannon, .-sum_jensen_shannon
	.p2align 4
	.type	sum_absolute, @function
sum_absolute:
.LFB6478:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	.cfi_offset 15, -24
	movq	%rdx, %r15
	movq	%r8, %rdx
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1600, %rsp
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 280(%rsp)
	testl	%eax, %eax
	jne	.L1078
	testq	%r15, %r15
	je	.L1124
	vxorpd	%xmm14, %xmm14, %xmm14
	leaq	2048(%rdi), %r14
	movq	%r15, %r10
	movabsq	$2305843009213693952, %rax
	vmovq	%rax, %xmm6
	vmovapd	%ymm14, %ymm8
	vmovapd	%ymm14, %ymm9
	movabsq	$-4611686018427387904, %rax
	vpbroadcastq	%xmm6, %ymm11
	vmovq	%rax, %xmm6
	vmovapd	%ymm14, %ymm12
	movq	%r8, 224(%rsp)
	vpbroadcastq	%xmm6, %ymm6
	leaq	2048(%rsi), %r13
	vbroadcastsd	.LC5(%rip), %ymm10
	leaq	576(%rsp), %r9
	vmovdqa	%ymm6, 288(%rsp)
	jmp	.L1091
	.p2align 4,,10
	.p2align 3
.L1080:
	vmovdqu	(%rbx), %ymm5
	vmovdqu	64(%rbx), %ymm13
	vsubpd	(%r12), %ymm5, %ymm0
	vsubpd	64(%r12), %ymm13, %ymm1
	vmovupd	128(%rbx), %ymm6
	vmovupd	192(%rbx), %ymm7
	vsubpd	192(%r12), %ymm7, %ymm2
	vmovdqu	320(%rbx), %ymm7
	vandpd	%ymm10, %ymm1, %ymm1
	vandpd	%ymm10, %ymm0, %ymm0
	vmovdqu	448(%rbx), %ymm3
	vsubpd	448(%r12), %ymm3, %ymm15
	vaddpd	%ymm1, %ymm0, %ymm0
	vsubpd	128(%r12), %ymm6, %ymm1
	vmovdqu	384(%rbx), %ymm6
	vandpd	%ymm10, %ymm2, %ymm2
	vandpd	%ymm10, %ymm15, %ymm15
	vandpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovdqu	256(%rbx), %ymm2
	vsubpd	256(%r12), %ymm2, %ymm4
	vaddpd	%ymm1, %ymm0, %ymm0
	vandpd	%ymm10, %ymm4, %ymm4
	vsubpd	320(%r12), %ymm7, %ymm1
	vandpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm4, %ymm4
	vsubpd	384(%r12), %ymm6, %ymm1
	vandpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm15, %ymm1, %ymm1
	vpand	64(%r12), %ymm13, %ymm15
	vpor	64(%r12), %ymm13, %ymm13
	vaddpd	%ymm1, %ymm4, %ymm4
	vpand	(%r12), %ymm5, %ymm1
	vpor	(%r12), %ymm5, %ymm5
	vpand	%ymm15, %ymm1, %ymm1
	vpor	%ymm13, %ymm5, %ymm13
	vmovdqu	128(%r12), %ymm15
	vpand	128(%rbx), %ymm15, %ymm15
	vpand	192(%rbx), %ymm15, %ymm15
	vmovdqu	128(%r12), %ymm5
	vpor	128(%rbx), %ymm5, %ymm5
	vpor	192(%rbx), %ymm5, %ymm5
	vpand	%ymm15, %ymm1, %ymm1
	vpand	192(%r12), %ymm2, %ymm15
	vpand	256(%r12), %ymm15, %ymm15
	vpor	192(%r12), %ymm2, %ymm2
	vpor	%ymm5, %ymm13, %ymm13
	vpand	%ymm15, %ymm1, %ymm1
	vpand	320(%r12), %ymm7, %ymm15
	vpand	%ymm6, %ymm15, %ymm15
	vpand	%ymm15, %ymm1, %ymm1
	vpand	384(%r12), %ymm3, %ymm15
	vpand	448(%r12), %ymm15, %ymm15
	vpor	256(%r12), %ymm2, %ymm2
	vpor	320(%r12), %ymm7, %ymm5
	vpor	384(%r12), %ymm3, %ymm3
	vpand	%ymm15, %ymm1, %ymm1
	vpor	448(%r12), %ymm3, %ymm3
	vpor	%ymm2, %ymm13, %ymm2
	vpor	%ymm6, %ymm5, %ymm5
	vpandn	%ymm11, %ymm1, %ymm1
	vpor	%ymm5, %ymm2, %ymm2
	vpor	%ymm3, %ymm2, %ymm2
	vpand	288(%rsp), %ymm2, %ymm2
	vpor	%ymm2, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L1087
	vaddpd	%ymm4, %ymm0, %ymm0
.L1088:
	vaddpd	%ymm0, %ymm12, %ymm13
	vmovdqu	32(%rbx), %ymm5
	vmovupd	160(%rbx), %ymm7
	vmovupd	224(%rbx), %ymm6
	vmovdqu	480(%rbx), %ymm3
	vsubpd	480(%r12), %ymm3, %ymm15
	vsubpd	%ymm12, %ymm13, %ymm2
	vandpd	%ymm10, %ymm15, %ymm15
	vsubpd	%ymm2, %ymm13, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm0
	vsubpd	32(%r12), %ymm5, %ymm2
	vsubpd	%ymm1, %ymm12, %ymm1
	vmovdqu	96(%rbx), %ymm12
	vandpd	%ymm10, %ymm2, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm0
	vsubpd	224(%r12), %ymm6, %ymm1
	vmovdqu	416(%rbx), %ymm6
	vaddpd	%ymm0, %ymm8, %ymm8
	vsubpd	96(%r12), %ymm12, %ymm0
	vandpd	%ymm10, %ymm1, %ymm1
	vandpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm2, %ymm2
	vsubpd	160(%r12), %ymm7, %ymm0
	vmovdqu	352(%rbx), %ymm7
	vandpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	288(%rbx), %ymm1
	vsubpd	288(%r12), %ymm1, %ymm4
	vaddpd	%ymm0, %ymm2, %ymm2
	vandpd	%ymm10, %ymm4, %ymm4
	vsubpd	352(%r12), %ymm7, %ymm0
	vandpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm4, %ymm4
	vsubpd	416(%r12), %ymm6, %ymm0
	vandpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm15, %ymm0, %ymm0
	vpand	96(%r12), %ymm12, %ymm15
	vpor	96(%r12), %ymm12, %ymm12
	vaddpd	%ymm0, %ymm4, %ymm4
	vpand	32(%r12), %ymm5, %ymm0
	vpor	32(%r12), %ymm5, %ymm5
	vpand	%ymm15, %ymm0, %ymm0
	vpor	%ymm12, %ymm5, %ymm12
	vmovdqu	160(%r12), %ymm15
	vpand	160(%rbx), %ymm15, %ymm15
	vpand	224(%rbx), %ymm15, %ymm15
	vmovdqu	160(%r12), %ymm5
	vpor	160(%rbx), %ymm5, %ymm5
	vpor	224(%rbx), %ymm5, %ymm5
	vpand	%ymm15, %ymm0, %ymm0
	vpand	224(%r12), %ymm1, %ymm15
	vpand	288(%r12), %ymm15, %ymm15
	vpor	224(%r12), %ymm1, %ymm1
	vpor	%ymm5, %ymm12, %ymm12
	vpand	%ymm15, %ymm0, %ymm0
	vpand	352(%r12), %ymm7, %ymm15
	vpand	%ymm6, %ymm15, %ymm15
	vpand	%ymm15, %ymm0, %ymm0
	vpand	416(%r12), %ymm3, %ymm15
	vpand	480(%r12), %ymm15, %ymm15
	vpor	288(%r12), %ymm1, %ymm1
	vpor	352(%r12), %ymm7, %ymm5
	vpor	416(%r12), %ymm3, %ymm3
	vpand	%ymm15, %ymm0, %ymm0
	vpor	480(%r12), %ymm3, %ymm3
	vpor	%ymm1, %ymm12, %ymm1
	vpor	%ymm6, %ymm5, %ymm5
	vpandn	%ymm11, %ymm0, %ymm0
	vpor	%ymm5, %ymm1, %ymm1
	vpor	%ymm3, %ymm1, %ymm1
	vpand	288(%rsp), %ymm1, %ymm1
	vpor	%ymm1, %ymm0, %ymm0
	vptest	%ymm0, %ymm0
	jne	.L1089
	vaddpd	%ymm4, %ymm2, %ymm2
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r14
	subq	%r15, %rax
	addq	$512, %r13
	vaddpd	%ymm2, %ymm9, %ymm1
	vsubpd	%ymm9, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm0
	vsubpd	%ymm3, %ymm2, %ymm2
	vsubpd	%ymm0, %ymm9, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm14, %ymm14
	cmpq	%r10, %rax
	jnb	.L1177
.L1090:
	vmovapd	%ymm1, %ymm9
	vmovapd	%ymm13, %ymm12
.L1091:
	leaq	-2048(%r14), %rbx
	leaq	-2048(%r13), %r12
	prefetcht0	(%r14)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	0(%r13)
	prefetcht0	448(%r14)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	448(%r13)
	cmpq	$63, %r15
	ja	.L1080
	xorl	%eax, %eax
	leaq	1088(%rsp), %rdx
	movq	%r9, %rdi
	movq	%rbx, %rsi
	movl	$64, %ecx
	movq	%r9, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r9, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L1080
	.p2align 4,,10
	.p2align 3
.L1078:
	cmpl	$1, %eax
	je	.L1095
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 384(%rsp)
	vmovapd	%ymm0, 320(%rsp)
	vmovapd	%ymm0, 416(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	testq	%r15, %r15
	je	.L1123
	leaq	576(%rsp), %rax
	movq	%rdx, 96(%rsp)
	movq	%r15, %r13
	leaq	320(%rsp), %r9
	movq	%rax, 128(%rsp)
	movq	%r15, %r10
	leaq	384(%rsp), %r8
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	movq	%r8, %r15
	movq	%r9, %r14
	.p2align 4,,10
	.p2align 3
.L1122:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r9
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L1181
.L1114:
	xorl	%eax, %eax
	movq	%r10, 160(%rsp)
	movq	%r13, 288(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%rbx, 224(%rsp)
	movq	%rax, %r15
	movq	%r8, %rbx
	movq	%r12, 192(%rsp)
	movq	%r9, %r12
.L1121:
	movq	280(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$5, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r15,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r15,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r14,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r14,%r13)
	cmpq	$32, %r13
	je	.L1182
	movl	$32, %r13d
	jmp	.L1121
	.p2align 4,,10
	.p2align 3
.L1182:
	movq	288(%rsp), %r13
	movq	160(%rsp), %r10
	movq	%r15, %rax
	movq	%r14, %r15
	movq	224(%rsp), %rbx
	movq	192(%rsp), %r12
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r10, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r10, %rax
	jb	.L1122
	movq	96(%rsp), %rdx
.L1123:
	vmovdqa	320(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 448(%rsp)
	vmovdqa	336(%rsp), %xmm6
	vmovsd	448(%rsp), %xmm13
	vmovsd	456(%rsp), %xmm12
	vmovdqa	%xmm6, 464(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	352(%rsp), %xmm6
	vmovsd	464(%rsp), %xmm11
	vmovsd	472(%rsp), %xmm10
	vmovdqa	%xmm6, 480(%rsp)
	vmovdqa	368(%rsp), %xmm6
	vmovsd	480(%rsp), %xmm9
	vmovsd	488(%rsp), %xmm8
	vmovdqa	%xmm6, 496(%rsp)
	vmovdqa	384(%rsp), %xmm6
	vmovdqa	%xmm6, 512(%rsp)
	vmovdqa	400(%rsp), %xmm6
	vmovsd	520(%rsp), %xmm7
	vmovdqa	%xmm6, 528(%rsp)
	vmovdqa	416(%rsp), %xmm6
	vmovsd	%xmm7, 32(%rsp)
	vmovsd	528(%rsp), %xmm7
	vmovdqa	%xmm6, 544(%rsp)
	vmovdqa	432(%rsp), %xmm6
	vmovsd	%xmm7, 64(%rsp)
	vmovsd	536(%rsp), %xmm7
	vmovdqa	%xmm6, 560(%rsp)
	vmovsd	512(%rsp), %xmm6
	vmovsd	%xmm7, 96(%rsp)
	vmovsd	544(%rsp), %xmm7
	vmovsd	%xmm6, (%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	%xmm7, 128(%rsp)
	vmovsd	552(%rsp), %xmm7
	vmovsd	%xmm7, 160(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	496(%rsp), %xmm7
	vmovsd	%xmm7, 192(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm4, %xmm9, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	560(%rsp), %xmm7
	vmovsd	%xmm7, 224(%rsp)
	vmovsd	504(%rsp), %xmm7
	vmovsd	%xmm7, 288(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	568(%rsp), %xmm7
	vmovsd	%xmm7, 280(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L1097
.L1180:
	vmovsd	%xmm14, %xmm14, %xmm0
.L1098:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L1181:
	.cfi_restore_state
	movq	128(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1088(%rsp), %r11
	movq	128(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	128(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L1114
	.p2align 4,,10
	.p2align 3
.L1089:
	movq	280(%rsp), %rcx
	leaq	32(%r12), %rdx
	leaq	32(%rbx), %rsi
	movl	$5, %edi
	movq	%r9, 32(%rsp)
	subq	$64, %r15
	addq	$512, %r14
	addq	$512, %r13
	movq	%r10, 96(%rsp)
	vmovapd	%ymm13, (%rsp)
	vmovapd	%ymm10, 64(%rsp)
	vmovapd	%ymm9, 128(%rsp)
	vmovapd	%ymm8, 160(%rsp)
	vmovapd	%ymm14, 192(%rsp)
	call	guarded_rows
	movq	96(%rsp), %r10
	vmovapd	64(%rsp), %ymm10
	vmovapd	128(%rsp), %ymm9
	movq	32(%rsp), %r9
	movq	%r10, %rax
	vmovapd	(%rsp), %ymm13
	vmovapd	192(%rsp), %ymm14
	vaddpd	%ymm0, %ymm9, %ymm1
	subq	%r15, %rax
	vmovdqa	.LC175(%rip), %ymm11
	vmovapd	160(%rsp), %ymm8
	cmpq	%r10, %rax
	vsubpd	%ymm9, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm9, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	%ymm0, %ymm14, %ymm14
	jb	.L1090
	.p2align 4,,10
	.p2align 3
.L1177:
	movq	224(%rsp), %rdx
.L1079:
	vxorpd	%xmm11, %xmm11, %xmm11
	vunpckhpd	%xmm13, %xmm13, %xmm2
	vextractf128	$0x1, %ymm13, %xmm0
	vmovsd	%xmm1, 280(%rsp)
	vaddsd	%xmm11, %xmm13, %xmm10
	vmovsd	%xmm0, %xmm0, %xmm7
	vunpckhpd	%xmm1, %xmm1, %xmm15
	vmovsd	%xmm2, 288(%rsp)
	vmovsd	%xmm13, %xmm13, %xmm12
	vaddsd	%xmm2, %xmm10, %xmm9
	vaddsd	%xmm9, %xmm0, %xmm6
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vmovsd	%xmm6, %xmm6, %xmm2
	vaddsd	%xmm6, %xmm0, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm5
	vextractf128	$0x1, %ymm1, %xmm1
	vmovsd	%xmm1, 224(%rsp)
	vunpckhpd	%xmm1, %xmm1, %xmm13
	vmovsd	%xmm13, 192(%rsp)
	vaddsd	%xmm5, %xmm15, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm3
	vaddsd	%xmm13, %xmm3, %xmm13
	vandpd	.LC125(%rip), %xmm13, %xmm1
	vucomisd	.LC126(%rip), %xmm1
	vmovsd	%xmm13, (%rdx)
	ja	.L1176
	vmovsd	%xmm2, %xmm2, %xmm1
	vsubsd	%xmm9, %xmm2, %xmm2
	vsubsd	%xmm10, %xmm12, %xmm12
	vmovsd	%xmm1, 96(%rsp)
	vmovsd	%xmm2, 128(%rsp)
	vsubsd	%xmm1, %xmm6, %xmm2
	vsubsd	%xmm10, %xmm10, %xmm1
	vmovsd	%xmm2, 160(%rsp)
	vsubsd	%xmm1, %xmm11, %xmm1
	vsubsd	%xmm10, %xmm9, %xmm2
	vaddsd	%xmm12, %xmm1, %xmm1
	vunpckhpd	%xmm8, %xmm8, %xmm12
	vaddsd	%xmm8, %xmm1, %xmm1
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm9, %xmm11
	vsubsd	%xmm11, %xmm10, %xmm11
	vmovsd	%xmm2, %xmm2, %xmm10
	vmovsd	288(%rsp), %xmm2
	vsubsd	%xmm10, %xmm2, %xmm2
	vmovsd	128(%rsp), %xmm10
	vsubsd	%xmm10, %xmm7, %xmm7
	vaddsd	%xmm2, %xmm11, %xmm2
	vmovsd	96(%rsp), %xmm11
	vaddsd	%xmm12, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm10, %xmm11, %xmm2
	vsubsd	%xmm2, %xmm9, %xmm9
	vextractf128	$0x1, %ymm8, %xmm2
	vaddsd	%xmm7, %xmm9, %xmm7
	vmovsd	160(%rsp), %xmm9
	vsubsd	%xmm9, %xmm0, %xmm0
	vaddsd	%xmm2, %xmm7, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm9, %xmm6, %xmm7
	vsubsd	%xmm7, %xmm11, %xmm8
	vsubsd	%xmm6, %xmm5, %xmm7
	vaddsd	%xmm0, %xmm8, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm0
	vsubsd	%xmm0, %xmm6, %xmm0
	vmovsd	280(%rsp), %xmm6
	vsubsd	%xmm7, %xmm6, %xmm2
	vsubsd	%xmm5, %xmm4, %xmm7
	vmovsd	224(%rsp), %xmm6
	vaddsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm15, %xmm15
	vunpckhpd	%xmm14, %xmm14, %xmm2
	vaddsd	%xmm14, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm4, %xmm1
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm1, %xmm5, %xmm1
	vaddsd	%xmm15, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm0
	vsubsd	%xmm0, %xmm4, %xmm2
	vsubsd	%xmm7, %xmm6, %xmm0
	vmovsd	192(%rsp), %xmm6
	vsubsd	%xmm3, %xmm13, %xmm7
	vaddsd	%xmm0, %xmm2, %xmm2
	vextractf128	$0x1, %ymm14, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm2
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm2, %xmm2
	vsubsd	%xmm7, %xmm13, %xmm1
	vsubsd	%xmm1, %xmm3, %xmm1
	vsubsd	%xmm7, %xmm6, %xmm3
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	jmp	.L1098
	.p2align 4,,10
	.p2align 3
.L1087:
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$5, %edi
	movq	%r9, (%rsp)
	movq	280(%rsp), %rcx
	movq	%r10, 64(%rsp)
	vmovapd	%ymm10, 32(%rsp)
	vmovapd	%ymm9, 96(%rsp)
	vmovapd	%ymm12, 128(%rsp)
	vmovapd	%ymm8, 160(%rsp)
	vmovapd	%ymm14, 192(%rsp)
	call	guarded_rows
	movq	(%rsp), %r9
	movq	64(%rsp), %r10
	vmovapd	32(%rsp), %ymm10
	vmovapd	96(%rsp), %ymm9
	vmovapd	128(%rsp), %ymm12
	vmovdqa	.LC175(%rip), %ymm11
	vmovapd	160(%rsp), %ymm8
	vmovapd	192(%rsp), %ymm14
	jmp	.L1088
.L1176:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L1098
.L1095:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm8
	vmovsd	64(%rcx), %xmm3
	vmovapd	%ymm0, 384(%rsp)
	vmovsd	72(%rcx), %xmm7
	vmovapd	%ymm0, 320(%rsp)
	vmovapd	%ymm0, 416(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	testq	%r15, %r15
	je	.L1113
	movq	%rdx, (%rsp)
	vbroadcastsd	%xmm8, %ymm8
	movabsq	$9223372036854775807, %rax
	vbroadcastsd	.LC5(%rip), %ymm10
	vmovq	%rax, %xmm6
	vbroadcastsd	%xmm3, %ymm3
	movq	%r15, %r10
	movabsq	$2305843009213693952, %rax
	vmovq	%rax, %xmm4
	vbroadcastsd	%xmm7, %ymm7
	vbroadcastsd	.LC185(%rip), %ymm9
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	vpbroadcastq	%xmm6, %ymm6
	vpbroadcastq	%xmm4, %ymm15
	leaq	320(%rsp), %r9
	leaq	384(%rsp), %r8
	.p2align 4,,10
	.p2align 3
.L1112:
	leaq	-2048(%r12), %r14
	leaq	-2048(%rbx), %r13
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r15
	jbe	.L1183
.L1102:
	xorl	%eax, %eax
.L1111:
	vmovdqu	0(%r13), %ymm2
	vmovapd	%ymm3, %ymm4
	vmovdqu	64(%r13), %ymm5
	vmovapd	%ymm3, %ymm12
	vmulpd	(%r14), %ymm8, %ymm0
	vmovapd	%ymm3, %ymm13
	vmulpd	%ymm2, %ymm3, %ymm1
	vfmsub132pd	%ymm2, %ymm1, %ymm4
	vandpd	%ymm1, %ymm0, %ymm11
	vsubpd	%ymm1, %ymm0, %ymm1
	vmulpd	%ymm2, %ymm7, %ymm2
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm2, %ymm1, %ymm1
	vandpd	%ymm10, %ymm1, %ymm2
	vcmpltpd	%ymm2, %ymm0, %ymm0
	vmulpd	%ymm5, %ymm3, %ymm2
	vpand	%ymm1, %ymm0, %ymm0
	vmulpd	64(%r14), %ymm8, %ymm1
	vpand	%ymm6, %ymm0, %ymm0
	vfmsub132pd	%ymm5, %ymm2, %ymm12
	vmulpd	%ymm5, %ymm7, %ymm5
	vandpd	%ymm2, %ymm1, %ymm4
	vsubpd	%ymm2, %ymm1, %ymm2
	vmulpd	%ymm9, %ymm1, %ymm1
	vpand	%ymm11, %ymm4, %ymm4
	vaddpd	%ymm12, %ymm5, %ymm5
	vmovapd	%ymm3, %ymm12
	vsubpd	%ymm5, %ymm2, %ymm2
	vandpd	%ymm10, %ymm2, %ymm5
	vcmpltpd	%ymm5, %ymm1, %ymm1
	vmovdqu	128(%r13), %ymm5
	vpand	%ymm2, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm3, %ymm2
	vpand	%ymm6, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm0, %ymm0
	vmulpd	128(%r14), %ymm8, %ymm1
	vfmsub132pd	%ymm5, %ymm2, %ymm12
	vmulpd	%ymm5, %ymm7, %ymm5
	vandpd	%ymm2, %ymm1, %ymm11
	vsubpd	%ymm2, %ymm1, %ymm2
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm12, %ymm5, %ymm5
	vmovdqu	192(%r13), %ymm12
	vsubpd	%ymm5, %ymm2, %ymm2
	vandpd	%ymm10, %ymm2, %ymm5
	vcmpltpd	%ymm5, %ymm1, %ymm1
	vmulpd	%ymm12, %ymm3, %ymm5
	vpand	%ymm2, %ymm1, %ymm1
	vmulpd	192(%r14), %ymm8, %ymm2
	vfmsub132pd	%ymm12, %ymm5, %ymm13
	vmulpd	%ymm12, %ymm7, %ymm12
	vpand	%ymm2, %ymm11, %ymm11
	vpand	%ymm4, %ymm11, %ymm11
	vsubpd	%ymm5, %ymm2, %ymm4
	vaddpd	%ymm13, %ymm12, %ymm12
	vsubpd	%ymm12, %ymm4, %ymm12
	vmulpd	%ymm9, %ymm2, %ymm4
	vpand	%ymm6, %ymm1, %ymm2
	vmulpd	256(%r14), %ymm8, %ymm1
	vandpd	%ymm10, %ymm12, %ymm13
	vcmpltpd	%ymm13, %ymm4, %ymm4
	vmovapd	%ymm3, %ymm13
	vandpd	%ymm1, %ymm5, %ymm5
	vpand	%ymm12, %ymm4, %ymm4
	vmovapd	%ymm3, %ymm12
	vpand	%ymm6, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm2, %ymm2
	vmovdqu	256(%r13), %ymm4
	vaddpd	%ymm0, %ymm2, %ymm2
	vmulpd	%ymm4, %ymm3, %ymm0
	vfmsub132pd	%ymm4, %ymm0, %ymm12
	vpand	%ymm0, %ymm5, %ymm5
	vsubpd	%ymm0, %ymm1, %ymm0
	vmulpd	%ymm4, %ymm7, %ymm4
	vpand	%ymm11, %ymm5, %ymm5
	vmulpd	%ymm9, %ymm1, %ymm1
	vaddpd	%ymm12, %ymm4, %ymm4
	vsubpd	%ymm4, %ymm0, %ymm0
	vandpd	%ymm10, %ymm0, %ymm4
	vcmpltpd	%ymm4, %ymm1, %ymm1
	vmovdqu	320(%r13), %ymm4
	vmulpd	%ymm4, %ymm3, %ymm12
	vpand	%ymm0, %ymm1, %ymm1
	vmulpd	320(%r14), %ymm8, %ymm0
	vpand	%ymm6, %ymm1, %ymm1
	vfmsub132pd	%ymm4, %ymm12, %ymm13
	vmulpd	%ymm4, %ymm7, %ymm4
	vandpd	%ymm12, %ymm0, %ymm11
	vsubpd	%ymm12, %ymm0, %ymm12
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm13, %ymm4, %ymm4
	vmovapd	%ymm3, %ymm13
	vsubpd	%ymm4, %ymm12, %ymm4
	vandpd	%ymm10, %ymm4, %ymm12
	vcmpltpd	%ymm12, %ymm0, %ymm0
	vmovdqu	384(%r13), %ymm12
	vpand	%ymm4, %ymm0, %ymm0
	vmulpd	%ymm12, %ymm3, %ymm4
	vpand	%ymm6, %ymm0, %ymm0
	vaddpd	%ymm0, %ymm1, %ymm1
	vmulpd	384(%r14), %ymm8, %ymm0
	vfmsub132pd	%ymm12, %ymm4, %ymm13
	vmulpd	%ymm12, %ymm7, %ymm12
	vpand	%ymm0, %ymm11, %ymm11
	vpand	%ymm5, %ymm11, %ymm14
	vsubpd	%ymm4, %ymm0, %ymm5
	vmulpd	%ymm9, %ymm0, %ymm0
	vaddpd	%ymm13, %ymm12, %ymm12
	vmovapd	%ymm3, %ymm13
	vsubpd	%ymm12, %ymm5, %ymm5
	vmovdqu	448(%r13), %ymm12
	vandpd	%ymm10, %ymm5, %ymm11
	vcmpltpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm12, %ymm3, %ymm11
	vpand	%ymm5, %ymm0, %ymm0
	vmulpd	448(%r14), %ymm8, %ymm5
	vpand	%ymm6, %ymm0, %ymm0
	vfmsub132pd	%ymm12, %ymm11, %ymm13
	vmulpd	%ymm12, %ymm7, %ymm12
	vandpd	%ymm5, %ymm4, %ymm4
	vpand	%ymm11, %ymm4, %ymm4
	vsubpd	%ymm11, %ymm5, %ymm11
	vmulpd	%ymm9, %ymm5, %ymm5
	vpand	%ymm14, %ymm4, %ymm4
	vaddpd	%ymm13, %ymm12, %ymm12
	vpandn	%ymm15, %ymm4, %ymm4
	vptest	%ymm4, %ymm4
	vsubpd	%ymm12, %ymm11, %ymm11
	vandpd	%ymm10, %ymm11, %ymm12
	vcmpltpd	%ymm12, %ymm5, %ymm5
	vpand	%ymm11, %ymm5, %ymm5
	vpand	%ymm6, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	jne	.L1184
	vaddpd	%ymm0, %ymm2, %ymm2
.L1110:
	vmovapd	(%r9,%rax), %ymm0
	addq	$32, %r14
	addq	$32, %r13
	vaddpd	%ymm2, %ymm0, %ymm1
	vsubpd	%ymm0, %ymm1, %ymm4
	vmovapd	%ymm1, (%r9,%rax)
	vsubpd	%ymm4, %ymm1, %ymm5
	vsubpd	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	(%r8,%rax), %ymm0, %ymm0
	vmovapd	%ymm0, (%r8,%rax)
	cmpq	$32, %rax
	je	.L1185
	movl	$32, %eax
	jmp	.L1111
	.p2align 4,,10
	.p2align 3
.L1183:
	leaq	576(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r14, %rsi
	leaq	1088(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r14
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r13, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r13
	jmp	.L1102
.L1097:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	32(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vaddsd	64(%rsp), %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vmovsd	288(%rsp), %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	96(%rsp), %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm6, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	128(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	192(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	160(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm6, %xmm4, %xmm2
	vsubsd	%xmm0, %xmm15, %xmm6
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	224(%rsp), %xmm1, %xmm1
	vsubsd	%xmm6, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm7, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	280(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1098
.L1124:
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovapd	%ymm14, %ymm8
	vmovapd	%ymm14, %ymm1
	vmovapd	%ymm14, %ymm13
	jmp	.L1079
	.p2align 4,,10
	.p2align 3
.L1185:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r12
	addq	$512, %rbx
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L1112
	movq	(%rsp), %rdx
.L1113:
	vmovdqa	320(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 448(%rsp)
	vmovdqa	336(%rsp), %xmm6
	vmovsd	448(%rsp), %xmm13
	vmovsd	456(%rsp), %xmm12
	vmovdqa	%xmm6, 464(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	352(%rsp), %xmm6
	vmovsd	464(%rsp), %xmm11
	vmovsd	472(%rsp), %xmm10
	vmovdqa	%xmm6, 480(%rsp)
	vmovdqa	368(%rsp), %xmm6
	vmovsd	480(%rsp), %xmm9
	vmovsd	488(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovdqa	%xmm6, 496(%rsp)
	vmovdqa	384(%rsp), %xmm6
	vmovdqa	%xmm6, 512(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovdqa	400(%rsp), %xmm6
	vmovdqa	%xmm6, 528(%rsp)
	vmovdqa	416(%rsp), %xmm6
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovdqa	%xmm6, 544(%rsp)
	vmovdqa	432(%rsp), %xmm6
	vmovdqa	%xmm6, 560(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	512(%rsp), %xmm6
	vmovsd	%xmm6, (%rsp)
	vmovsd	520(%rsp), %xmm6
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm6, 32(%rsp)
	vmovsd	528(%rsp), %xmm6
	vmovsd	%xmm6, 64(%rsp)
	vmovsd	536(%rsp), %xmm6
	vmovsd	%xmm6, 96(%rsp)
	vmovsd	544(%rsp), %xmm6
	vmovsd	%xmm6, 128(%rsp)
	vmovsd	552(%rsp), %xmm6
	vmovsd	%xmm6, 160(%rsp)
	vmovsd	496(%rsp), %xmm6
	vmovsd	%xmm6, 192(%rsp)
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	560(%rsp), %xmm6
	vmovsd	%xmm6, 224(%rsp)
	vmovsd	504(%rsp), %xmm6
	vmovsd	%xmm6, 288(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	568(%rsp), %xmm6
	vmovsd	%xmm6, 280(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L1180
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	32(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm14, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	64(%rsp), %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	96(%rsp), %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm2, %xmm0, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	128(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm0, %xmm15, %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	192(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	160(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm6, %xmm4, %xmm2
	vmovsd	288(%rsp), %xmm6
	vaddsd	%xmm2, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm15, %xmm2
	vaddsd	224(%rsp), %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm6, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	280(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1098
.L1184:
	movq	%r13, %rdx
	movq	%r14, %rsi
	movl	$5, %edi
	movq	%r9, 32(%rsp)
	movq	280(%rsp), %rcx
	movq	%r8, 96(%rsp)
	movq	%r10, 128(%rsp)
	movq	%rax, 288(%rsp)
	vmovapd	%ymm10, 64(%rsp)
	vmovapd	%ymm7, 160(%rsp)
	vmovapd	%ymm3, 192(%rsp)
	vmovapd	%ymm8, 224(%rsp)
	call	guarded_rows
	vmovdqa	.LC188(%rip), %ymm6
	vmovdqa	.LC175(%rip), %ymm15
	vmovapd	.LC184(%rip), %ymm9
	movq	96(%rsp), %r8
	vmovapd	%ymm0, %ymm2
	movq	288(%rsp), %rax
	vmovapd	64(%rsp), %ymm10
	vmovapd	224(%rsp), %ymm8
	movq	128(%rsp), %r10
	vmovapd	192(%rsp), %ymm3
	movq	32(%rsp), %r9
	vmovapd	160(%rsp), %ymm7
	jmp	.L1110
	.cfi_endproc
.LFE6478:
	.size	sum_absolute, .-sum_absolute
	.p2align 4
	.type	sum_hellinger, @function
sum_hellinger:
.LFB6480:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	.cfi_offset 15, -24
	movq	%rdx, %r15
	movq	%r8, %rdx
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1536, %rsp
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 120(%rsp)
	testl	%eax, %eax
	jne	.L1187
	testq	%r15, %r15
	je	.L1233
	vxorpd	%xmm3, %xmm3, %xmm3
	movq	%r8, 112(%rsp)
	movabsq	$2305843009213693952, %rax
	leaq	2048(%rdi), %r14
	vmovapd	%ymm3, 192(%rsp)
	vmovapd	%ymm3, %ymm10
	vmovapd	%ymm3, %ymm9
	movq	%r15, %r10
	vmovapd	%ymm3, 224(%rsp)
	vmovq	%rax, %xmm3
	movabsq	$-4611686018427387904, %rax
	leaq	2048(%rsi), %r13
	vpbroadcastq	%xmm3, %ymm3
	vmovq	%rax, %xmm4
	leaq	512(%rsp), %r9
	vmovdqa	%ymm3, 160(%rsp)
	vpbroadcastq	%xmm4, %ymm3
	vmovdqa	%ymm3, 128(%rsp)
	jmp	.L1200
	.p2align 4,,10
	.p2align 3
.L1189:
	vsqrtpd	(%r12), %ymm2
	vsqrtpd	(%rbx), %ymm1
	vmovupd	(%rbx), %ymm7
	vsubpd	(%r12), %ymm7, %ymm0
	vmovdqu	128(%rbx), %ymm11
	vmovupd	64(%rbx), %ymm7
	vsqrtpd	128(%r12), %ymm4
	vsqrtpd	192(%r12), %ymm5
	vsubpd	64(%r12), %ymm7, %ymm3
	vmovdqu	192(%rbx), %ymm8
	vsqrtpd	384(%r12), %ymm6
	vmovdqu	320(%rbx), %ymm13
	vmovdqu	384(%rbx), %ymm12
	vsqrtpd	448(%r12), %ymm15
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	64(%r12), %ymm2
	vdivpd	%ymm1, %ymm0, %ymm0
	vsqrtpd	64(%rbx), %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm11, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vsubpd	192(%r12), %ymm8, %ymm4
	vdivpd	%ymm1, %ymm3, %ymm3
	vsubpd	128(%r12), %ymm11, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm0
	vdivpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm8, %ymm2
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovdqu	320(%r12), %ymm3
	vsqrtpd	%ymm3, %ymm5
	vdivpd	%ymm2, %ymm4, %ymm2
	vmovdqu	256(%rbx), %ymm4
	vsubpd	256(%r12), %ymm4, %ymm7
	vmulpd	%ymm1, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	256(%r12), %ymm2
	vaddpd	%ymm1, %ymm0, %ymm0
	vsqrtpd	%ymm4, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm13, %ymm2
	vdivpd	%ymm1, %ymm7, %ymm7
	vsubpd	%ymm3, %ymm13, %ymm1
	vaddpd	%ymm5, %ymm2, %ymm2
	vsubpd	384(%r12), %ymm12, %ymm5
	vdivpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm12, %ymm2
	vaddpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm7, %ymm7, %ymm7
	vdivpd	%ymm2, %ymm5, %ymm5
	vmovdqu	448(%rbx), %ymm2
	vsubpd	448(%r12), %ymm2, %ymm14
	vsqrtpd	%ymm2, %ymm6
	vaddpd	%ymm15, %ymm6, %ymm6
	vmulpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm7, %ymm1
	vmovdqu	(%r12), %ymm7
	vdivpd	%ymm6, %ymm14, %ymm6
	vmulpd	%ymm5, %ymm5, %ymm5
	vmulpd	%ymm6, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm1, %ymm1
	vpand	(%rbx), %ymm7, %ymm5
	vmovdqu	64(%r12), %ymm7
	vpand	64(%rbx), %ymm7, %ymm6
	vpand	%ymm6, %ymm5, %ymm5
	vpand	128(%r12), %ymm11, %ymm6
	vpand	%ymm8, %ymm6, %ymm6
	vpand	%ymm6, %ymm5, %ymm5
	vpand	192(%r12), %ymm4, %ymm6
	vpand	256(%r12), %ymm6, %ymm6
	vpand	%ymm6, %ymm5, %ymm5
	vpand	%ymm13, %ymm3, %ymm6
	vpor	%ymm13, %ymm3, %ymm3
	vpand	%ymm12, %ymm6, %ymm6
	vpor	%ymm12, %ymm3, %ymm3
	vpand	%ymm6, %ymm5, %ymm5
	vpand	384(%r12), %ymm2, %ymm6
	vmovdqu	(%r12), %ymm7
	vpand	448(%r12), %ymm6, %ymm6
	vpor	192(%r12), %ymm4, %ymm4
	vpor	256(%r12), %ymm4, %ymm4
	vpor	384(%r12), %ymm2, %ymm2
	vpor	448(%r12), %ymm2, %ymm2
	vpand	%ymm6, %ymm5, %ymm5
	vpor	(%rbx), %ymm7, %ymm6
	vpandn	160(%rsp), %ymm5, %ymm5
	vmovdqu	64(%r12), %ymm7
	vpor	64(%rbx), %ymm7, %ymm7
	vpor	%ymm7, %ymm6, %ymm6
	vpor	128(%r12), %ymm11, %ymm7
	vpor	%ymm8, %ymm7, %ymm7
	vpor	%ymm7, %ymm6, %ymm6
	vpor	%ymm4, %ymm6, %ymm6
	vpor	%ymm3, %ymm6, %ymm6
	vpor	%ymm2, %ymm6, %ymm2
	vpand	128(%rsp), %ymm2, %ymm2
	vpor	%ymm2, %ymm5, %ymm5
	vptest	%ymm5, %ymm5
	jne	.L1196
	vaddpd	%ymm1, %ymm0, %ymm0
.L1197:
	vaddpd	%ymm0, %ymm9, %ymm8
	vmovupd	32(%rbx), %ymm7
	vmovdqu	160(%rbx), %ymm11
	vsqrtpd	224(%r12), %ymm5
	vmovdqu	352(%rbx), %ymm13
	vmovdqu	416(%rbx), %ymm12
	vsqrtpd	416(%r12), %ymm6
	vsqrtpd	480(%r12), %ymm15
	vsubpd	%ymm9, %ymm8, %ymm2
	vsubpd	%ymm2, %ymm8, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm0
	vsqrtpd	32(%r12), %ymm2
	vsubpd	%ymm1, %ymm9, %ymm1
	vmovdqu	224(%rbx), %ymm9
	vaddpd	%ymm0, %ymm1, %ymm0
	vsqrtpd	32(%rbx), %ymm1
	vaddpd	224(%rsp), %ymm0, %ymm4
	vsubpd	32(%r12), %ymm7, %ymm0
	vmovapd	%ymm4, 224(%rsp)
	vmovupd	96(%rbx), %ymm4
	vsubpd	96(%r12), %ymm4, %ymm3
	vsqrtpd	160(%r12), %ymm4
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	96(%r12), %ymm2
	vdivpd	%ymm1, %ymm0, %ymm0
	vsqrtpd	96(%rbx), %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm11, %ymm2
	vaddpd	%ymm4, %ymm2, %ymm2
	vsubpd	224(%r12), %ymm9, %ymm4
	vdivpd	%ymm1, %ymm3, %ymm3
	vsubpd	160(%r12), %ymm11, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm0
	vdivpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm9, %ymm2
	vaddpd	%ymm5, %ymm2, %ymm2
	vmulpd	%ymm3, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vmovdqu	352(%r12), %ymm3
	vsqrtpd	%ymm3, %ymm5
	vdivpd	%ymm2, %ymm4, %ymm2
	vmovdqu	288(%rbx), %ymm4
	vsubpd	288(%r12), %ymm4, %ymm7
	vmulpd	%ymm1, %ymm1, %ymm1
	vmulpd	%ymm2, %ymm2, %ymm2
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	288(%r12), %ymm2
	vaddpd	%ymm1, %ymm0, %ymm0
	vsqrtpd	%ymm4, %ymm1
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm13, %ymm2
	vdivpd	%ymm1, %ymm7, %ymm7
	vsubpd	%ymm3, %ymm13, %ymm1
	vaddpd	%ymm5, %ymm2, %ymm2
	vsubpd	416(%r12), %ymm12, %ymm5
	vdivpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm12, %ymm2
	vaddpd	%ymm6, %ymm2, %ymm2
	vmulpd	%ymm7, %ymm7, %ymm7
	vdivpd	%ymm2, %ymm5, %ymm5
	vmovdqu	480(%rbx), %ymm2
	vsubpd	480(%r12), %ymm2, %ymm14
	vsqrtpd	%ymm2, %ymm6
	vaddpd	%ymm15, %ymm6, %ymm6
	vmulpd	%ymm1, %ymm1, %ymm1
	vaddpd	%ymm1, %ymm7, %ymm1
	vmovdqu	32(%r12), %ymm7
	vdivpd	%ymm6, %ymm14, %ymm6
	vmulpd	%ymm5, %ymm5, %ymm5
	vmulpd	%ymm6, %ymm6, %ymm6
	vaddpd	%ymm6, %ymm5, %ymm5
	vaddpd	%ymm5, %ymm1, %ymm1
	vpand	32(%rbx), %ymm7, %ymm5
	vmovdqu	96(%r12), %ymm7
	vpand	96(%rbx), %ymm7, %ymm6
	vpand	%ymm6, %ymm5, %ymm5
	vpand	160(%r12), %ymm11, %ymm6
	vpand	%ymm9, %ymm6, %ymm6
	vpand	%ymm6, %ymm5, %ymm5
	vpand	224(%r12), %ymm4, %ymm6
	vmovdqu	32(%r12), %ymm7
	vpand	288(%r12), %ymm6, %ymm6
	vpor	224(%r12), %ymm4, %ymm4
	vpor	288(%r12), %ymm4, %ymm4
	vpand	%ymm6, %ymm5, %ymm5
	vpand	%ymm13, %ymm3, %ymm6
	vpor	%ymm13, %ymm3, %ymm3
	vpand	%ymm12, %ymm6, %ymm6
	vpor	%ymm12, %ymm3, %ymm3
	vpand	%ymm6, %ymm5, %ymm5
	vpand	416(%r12), %ymm2, %ymm6
	vpand	480(%r12), %ymm6, %ymm6
	vpor	416(%r12), %ymm2, %ymm2
	vpor	480(%r12), %ymm2, %ymm2
	vpand	%ymm6, %ymm5, %ymm5
	vpor	32(%rbx), %ymm7, %ymm6
	vmovdqu	96(%r12), %ymm7
	vpandn	160(%rsp), %ymm5, %ymm5
	vpor	96(%rbx), %ymm7, %ymm7
	vpor	%ymm7, %ymm6, %ymm6
	vpor	160(%r12), %ymm11, %ymm7
	vpor	%ymm9, %ymm7, %ymm7
	vpor	%ymm7, %ymm6, %ymm6
	vpor	%ymm4, %ymm6, %ymm6
	vpor	%ymm3, %ymm6, %ymm6
	vpor	%ymm2, %ymm6, %ymm2
	vpand	128(%rsp), %ymm2, %ymm2
	vpor	%ymm2, %ymm5, %ymm5
	vptest	%ymm5, %ymm5
	jne	.L1198
	vaddpd	%ymm1, %ymm0, %ymm0
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r14
	subq	%r15, %rax
	addq	$512, %r13
	vaddpd	%ymm0, %ymm10, %ymm2
	vsubpd	%ymm10, %ymm2, %ymm3
	vsubpd	%ymm3, %ymm2, %ymm1
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm1, %ymm10, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm3
	vmovapd	%ymm3, 192(%rsp)
	cmpq	%r10, %rax
	jnb	.L1286
.L1199:
	vmovapd	%ymm2, %ymm10
	vmovapd	%ymm8, %ymm9
.L1200:
	leaq	-2048(%r14), %rbx
	leaq	-2048(%r13), %r12
	prefetcht0	(%r14)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	0(%r13)
	prefetcht0	448(%r14)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	448(%r13)
	cmpq	$63, %r15
	ja	.L1189
	xorl	%eax, %eax
	leaq	1024(%rsp), %rdx
	movq	%r9, %rdi
	movq	%rbx, %rsi
	movl	$64, %ecx
	movq	%r9, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r9, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L1189
	.p2align 4,,10
	.p2align 3
.L1187:
	cmpl	$1, %eax
	je	.L1204
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 320(%rsp)
	vmovapd	%ymm0, 256(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	vmovapd	%ymm0, 288(%rsp)
	testq	%r15, %r15
	je	.L1232
	leaq	512(%rsp), %rax
	movq	%rdx, 64(%rsp)
	movq	%r15, %r13
	leaq	256(%rsp), %r9
	movq	%rax, 112(%rsp)
	movq	%r15, %r10
	leaq	320(%rsp), %r8
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	movq	%r8, %r15
	movq	%r9, %r14
	.p2align 4,,10
	.p2align 3
.L1231:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r9
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L1290
.L1223:
	xorl	%eax, %eax
	movq	%r10, 128(%rsp)
	movq	%r13, 224(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%rbx, 192(%rsp)
	movq	%rax, %r15
	movq	%r8, %rbx
	movq	%r12, 160(%rsp)
	movq	%r9, %r12
.L1230:
	movq	120(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$6, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r15,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r15,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r14,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r14,%r13)
	cmpq	$32, %r13
	je	.L1291
	movl	$32, %r13d
	jmp	.L1230
	.p2align 4,,10
	.p2align 3
.L1291:
	movq	224(%rsp), %r13
	movq	128(%rsp), %r10
	movq	%r15, %rax
	movq	%r14, %r15
	movq	192(%rsp), %rbx
	movq	160(%rsp), %r12
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r10, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r10, %rax
	jb	.L1231
	movq	64(%rsp), %rdx
.L1232:
	vmovdqa	256(%rsp), %xmm3
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	304(%rsp), %xmm4
	vmovdqa	%xmm3, 384(%rsp)
	vmovdqa	272(%rsp), %xmm3
	vmovsd	384(%rsp), %xmm13
	vmovsd	392(%rsp), %xmm12
	vmovdqa	%xmm4, 432(%rsp)
	vmovdqa	336(%rsp), %xmm4
	vmovdqa	%xmm3, 400(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	288(%rsp), %xmm3
	vmovsd	400(%rsp), %xmm11
	vmovdqa	%xmm4, 464(%rsp)
	vmovdqa	368(%rsp), %xmm4
	vmovsd	408(%rsp), %xmm10
	vmovdqa	%xmm3, 416(%rsp)
	vmovdqa	320(%rsp), %xmm3
	vmovsd	416(%rsp), %xmm9
	vmovdqa	%xmm4, 496(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	424(%rsp), %xmm8
	vmovdqa	%xmm3, 448(%rsp)
	vmovdqa	352(%rsp), %xmm3
	vmovsd	456(%rsp), %xmm4
	vmovdqa	%xmm3, 480(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	448(%rsp), %xmm3
	vmovsd	480(%rsp), %xmm7
	vmovsd	%xmm4, 104(%rsp)
	vmovsd	%xmm3, (%rsp)
	vmovsd	464(%rsp), %xmm3
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	%xmm7, 112(%rsp)
	vmovsd	%xmm3, 32(%rsp)
	vmovsd	472(%rsp), %xmm3
	vmovsd	%xmm3, 64(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	488(%rsp), %xmm7
	vmovsd	%xmm7, 120(%rsp)
	vmovsd	432(%rsp), %xmm7
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm7, 128(%rsp)
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	496(%rsp), %xmm7
	vmovsd	%xmm7, 160(%rsp)
	vmovsd	440(%rsp), %xmm7
	vmovsd	%xmm7, 224(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	504(%rsp), %xmm7
	vmovsd	%xmm7, 192(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L1206
.L1289:
	vmovsd	%xmm14, %xmm14, %xmm0
.L1207:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L1290:
	.cfi_restore_state
	movq	112(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1024(%rsp), %r11
	movq	112(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	112(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L1223
	.p2align 4,,10
	.p2align 3
.L1198:
	movq	120(%rsp), %rcx
	leaq	32(%r12), %rdx
	leaq	32(%rbx), %rsi
	movl	$6, %edi
	movq	%r9, 104(%rsp)
	subq	$64, %r15
	addq	$512, %r14
	addq	$512, %r13
	movq	%r10, 32(%rsp)
	vmovapd	%ymm8, (%rsp)
	vmovapd	%ymm10, 64(%rsp)
	call	guarded_rows
	vmovapd	64(%rsp), %ymm10
	movq	32(%rsp), %r10
	movq	104(%rsp), %r9
	vmovapd	(%rsp), %ymm8
	vaddpd	%ymm0, %ymm10, %ymm2
	movq	%r10, %rax
	subq	%r15, %rax
	cmpq	%r10, %rax
	vsubpd	%ymm10, %ymm2, %ymm3
	vsubpd	%ymm3, %ymm2, %ymm1
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm1, %ymm10, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm3
	vmovapd	%ymm3, 192(%rsp)
	jb	.L1199
	.p2align 4,,10
	.p2align 3
.L1286:
	movq	112(%rsp), %rdx
.L1188:
	vxorpd	%xmm11, %xmm11, %xmm11
	vunpckhpd	%xmm8, %xmm8, %xmm1
	vextractf128	$0x1, %ymm8, %xmm0
	vaddsd	%xmm11, %xmm8, %xmm10
	vmovsd	%xmm8, %xmm8, %xmm12
	vmovsd	%xmm0, %xmm0, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm15
	vmovsd	%xmm2, %xmm2, %xmm14
	vaddsd	%xmm10, %xmm1, %xmm9
	vaddsd	%xmm9, %xmm0, %xmm8
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm6
	vaddsd	%xmm6, %xmm2, %xmm5
	vextractf128	$0x1, %ymm2, %xmm2
	vmovsd	%xmm2, 160(%rsp)
	vaddsd	%xmm5, %xmm15, %xmm4
	vaddsd	%xmm2, %xmm4, %xmm3
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vmovsd	%xmm2, 128(%rsp)
	vaddsd	%xmm2, %xmm3, %xmm13
	vandpd	.LC125(%rip), %xmm13, %xmm2
	vucomisd	.LC126(%rip), %xmm2
	vmovsd	%xmm13, (%rdx)
	ja	.L1285
	vsubsd	%xmm10, %xmm9, %xmm2
	vsubsd	%xmm10, %xmm12, %xmm12
	vmovsd	%xmm2, 120(%rsp)
	vsubsd	%xmm10, %xmm10, %xmm2
	vsubsd	120(%rsp), %xmm1, %xmm1
	vsubsd	%xmm2, %xmm11, %xmm2
	vaddsd	%xmm12, %xmm2, %xmm2
	vmovapd	224(%rsp), %xmm12
	vmovlpd	%xmm12, 112(%rsp)
	vaddsd	112(%rsp), %xmm2, %xmm2
	vunpckhpd	%xmm12, %xmm12, %xmm12
	vaddsd	%xmm11, %xmm2, %xmm2
	vsubsd	120(%rsp), %xmm9, %xmm11
	vsubsd	%xmm11, %xmm10, %xmm11
	vsubsd	%xmm9, %xmm8, %xmm10
	vaddsd	%xmm1, %xmm11, %xmm1
	vsubsd	%xmm10, %xmm7, %xmm7
	vaddsd	%xmm12, %xmm1, %xmm1
	vmovapd	224(%rsp), %ymm12
	vaddsd	%xmm2, %xmm1, %xmm1
	vsubsd	%xmm10, %xmm8, %xmm2
	vsubsd	%xmm8, %xmm6, %xmm10
	vsubsd	%xmm2, %xmm9, %xmm9
	vextractf128	$0x1, %ymm12, %xmm2
	vsubsd	%xmm10, %xmm0, %xmm0
	vaddsd	%xmm7, %xmm9, %xmm7
	vaddsd	%xmm2, %xmm7, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm10, %xmm6, %xmm7
	vsubsd	%xmm7, %xmm8, %xmm8
	vsubsd	%xmm6, %xmm5, %xmm7
	vaddsd	%xmm0, %xmm8, %xmm0
	vsubsd	%xmm7, %xmm14, %xmm14
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm1
	vsubsd	%xmm7, %xmm5, %xmm0
	vsubsd	%xmm5, %xmm4, %xmm7
	vsubsd	%xmm0, %xmm6, %xmm0
	vsubsd	%xmm7, %xmm15, %xmm15
	vaddsd	%xmm14, %xmm0, %xmm0
	vmovapd	192(%rsp), %ymm14
	vunpckhpd	%xmm14, %xmm14, %xmm2
	vaddsd	%xmm14, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm4, %xmm1
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm1, %xmm5, %xmm1
	vaddsd	%xmm15, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm0
	vsubsd	%xmm0, %xmm4, %xmm2
	vmovsd	160(%rsp), %xmm4
	vsubsd	%xmm7, %xmm4, %xmm0
	vsubsd	%xmm3, %xmm13, %xmm4
	vaddsd	%xmm0, %xmm2, %xmm2
	vextractf128	$0x1, %ymm14, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm2
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm2, %xmm2
	vsubsd	%xmm4, %xmm13, %xmm1
	vsubsd	%xmm1, %xmm3, %xmm1
	vmovsd	128(%rsp), %xmm3
	vsubsd	%xmm4, %xmm3, %xmm3
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	jmp	.L1207
	.p2align 4,,10
	.p2align 3
.L1196:
	movq	120(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$6, %edi
	movq	%r9, (%rsp)
	movq	%r10, 104(%rsp)
	vmovapd	%ymm10, 32(%rsp)
	vmovapd	%ymm9, 64(%rsp)
	call	guarded_rows
	movq	(%rsp), %r9
	movq	104(%rsp), %r10
	vmovapd	32(%rsp), %ymm10
	vmovapd	64(%rsp), %ymm9
	jmp	.L1197
.L1285:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L1207
.L1204:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm4
	vmovsd	64(%rcx), %xmm2
	vmovapd	%ymm0, 320(%rsp)
	vmovsd	72(%rcx), %xmm3
	vmovapd	%ymm0, 256(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	vmovapd	%ymm0, 288(%rsp)
	testq	%r15, %r15
	je	.L1222
	movq	%rdx, 104(%rsp)
	vbroadcastsd	%xmm4, %ymm4
	movabsq	$2305843009213693952, %rax
	vbroadcastsd	.LC5(%rip), %ymm6
	vmovq	%rax, %xmm7
	vbroadcastsd	%xmm2, %ymm2
	movq	%r15, %r10
	vbroadcastsd	.LC185(%rip), %ymm5
	vbroadcastsd	%xmm3, %ymm3
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	leaq	256(%rsp), %r9
	leaq	320(%rsp), %r8
	vpbroadcastq	%xmm7, %ymm7
	.p2align 4,,10
	.p2align 3
.L1221:
	leaq	-2048(%r12), %r14
	leaq	-2048(%rbx), %r13
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r15
	jbe	.L1292
.L1211:
	xorl	%eax, %eax
.L1220:
	vmovdqu	0(%r13), %ymm0
	vmovapd	%ymm2, %ymm11
	vmovapd	%ymm2, %ymm13
	vmovapd	%ymm2, %ymm14
	vmulpd	(%r14), %ymm4, %ymm1
	vmulpd	%ymm0, %ymm2, %ymm8
	vfmsub132pd	%ymm0, %ymm8, %ymm11
	vsubpd	%ymm8, %ymm1, %ymm10
	vandpd	%ymm8, %ymm1, %ymm9
	vmulpd	%ymm0, %ymm3, %ymm0
	vsqrtpd	%ymm8, %ymm8
	vaddpd	%ymm11, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm10, %ymm10
	vmulpd	%ymm5, %ymm1, %ymm0
	vsqrtpd	%ymm1, %ymm1
	vandpd	%ymm6, %ymm10, %ymm11
	vcmpltpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm1, %ymm1
	vmovapd	%ymm2, %ymm11
	vpand	%ymm10, %ymm0, %ymm0
	vdivpd	%ymm1, %ymm0, %ymm0
	vmulpd	64(%r14), %ymm4, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm8
	vmovdqu	64(%r13), %ymm0
	vmulpd	%ymm0, %ymm2, %ymm10
	vfmsub132pd	%ymm0, %ymm10, %ymm11
	vandpd	%ymm10, %ymm1, %ymm12
	vmulpd	%ymm0, %ymm3, %ymm0
	vpand	%ymm9, %ymm12, %ymm12
	vsubpd	%ymm10, %ymm1, %ymm9
	vsqrtpd	%ymm10, %ymm10
	vaddpd	%ymm11, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm9, %ymm9
	vmulpd	%ymm5, %ymm1, %ymm0
	vsqrtpd	%ymm1, %ymm1
	vandpd	%ymm6, %ymm9, %ymm11
	vcmpltpd	%ymm11, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm1, %ymm1
	vpand	%ymm9, %ymm0, %ymm0
	vdivpd	%ymm1, %ymm0, %ymm0
	vmovdqu	128(%r13), %ymm1
	vmulpd	%ymm1, %ymm2, %ymm9
	vfmsub132pd	%ymm1, %ymm9, %ymm13
	vmulpd	%ymm1, %ymm3, %ymm1
	vaddpd	%ymm13, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm8, %ymm0, %ymm8
	vmulpd	128(%r14), %ymm4, %ymm0
	vsubpd	%ymm9, %ymm0, %ymm11
	vandpd	%ymm9, %ymm0, %ymm10
	vsqrtpd	%ymm9, %ymm9
	vsubpd	%ymm1, %ymm11, %ymm11
	vmulpd	%ymm5, %ymm0, %ymm1
	vsqrtpd	%ymm0, %ymm0
	vandpd	%ymm6, %ymm11, %ymm13
	vcmpltpd	%ymm13, %ymm1, %ymm1
	vaddpd	%ymm9, %ymm0, %ymm0
	vmovapd	%ymm2, %ymm13
	vpand	%ymm11, %ymm1, %ymm1
	vdivpd	%ymm0, %ymm1, %ymm1
	vmovdqu	192(%r13), %ymm0
	vmulpd	192(%r14), %ymm4, %ymm11
	vmulpd	%ymm0, %ymm2, %ymm9
	vpand	%ymm11, %ymm10, %ymm10
	vfmsub132pd	%ymm0, %ymm9, %ymm13
	vpand	%ymm12, %ymm10, %ymm10
	vsubpd	%ymm9, %ymm11, %ymm12
	vmulpd	%ymm0, %ymm3, %ymm0
	vaddpd	%ymm13, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm12, %ymm12
	vmulpd	%ymm5, %ymm11, %ymm0
	vsqrtpd	%ymm11, %ymm11
	vandpd	%ymm6, %ymm12, %ymm13
	vcmpltpd	%ymm13, %ymm0, %ymm0
	vpand	%ymm12, %ymm0, %ymm0
	vsqrtpd	%ymm9, %ymm12
	vaddpd	%ymm12, %ymm11, %ymm11
	vmulpd	%ymm1, %ymm1, %ymm1
	vmovapd	%ymm2, %ymm12
	vdivpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	256(%r13), %ymm1
	vmulpd	%ymm1, %ymm2, %ymm11
	vaddpd	%ymm8, %ymm0, %ymm8
	vmulpd	256(%r14), %ymm4, %ymm0
	vfmsub132pd	%ymm1, %ymm11, %ymm12
	vmulpd	%ymm1, %ymm3, %ymm1
	vandpd	%ymm0, %ymm9, %ymm9
	vpand	%ymm11, %ymm9, %ymm9
	vpand	%ymm10, %ymm9, %ymm10
	vsubpd	%ymm11, %ymm0, %ymm9
	vsqrtpd	%ymm11, %ymm11
	vaddpd	%ymm12, %ymm1, %ymm1
	vsubpd	%ymm1, %ymm9, %ymm9
	vmulpd	%ymm5, %ymm0, %ymm1
	vsqrtpd	%ymm0, %ymm0
	vandpd	%ymm6, %ymm9, %ymm12
	vcmpltpd	%ymm12, %ymm1, %ymm1
	vaddpd	%ymm11, %ymm0, %ymm0
	vpand	%ymm9, %ymm1, %ymm1
	vdivpd	%ymm0, %ymm1, %ymm1
	vmovdqu	320(%r13), %ymm0
	vmulpd	320(%r14), %ymm4, %ymm9
	vmulpd	%ymm0, %ymm2, %ymm12
	vfmsub132pd	%ymm0, %ymm12, %ymm14
	vsubpd	%ymm12, %ymm9, %ymm13
	vandpd	%ymm12, %ymm9, %ymm11
	vmulpd	%ymm0, %ymm3, %ymm0
	vsqrtpd	%ymm12, %ymm12
	vaddpd	%ymm14, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm13, %ymm13
	vmulpd	%ymm5, %ymm9, %ymm0
	vsqrtpd	%ymm9, %ymm9
	vandpd	%ymm6, %ymm13, %ymm14
	vcmpltpd	%ymm14, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm9, %ymm9
	vmovdqu	384(%r13), %ymm12
	vpand	%ymm13, %ymm0, %ymm0
	vmovapd	%ymm2, %ymm13
	vdivpd	%ymm9, %ymm0, %ymm0
	vmulpd	%ymm1, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm9
	vmulpd	%ymm12, %ymm2, %ymm1
	vmulpd	384(%r14), %ymm4, %ymm0
	vfmsub132pd	%ymm12, %ymm1, %ymm13
	vmulpd	%ymm12, %ymm3, %ymm12
	vpand	%ymm0, %ymm11, %ymm11
	vpand	%ymm10, %ymm11, %ymm14
	vsubpd	%ymm1, %ymm0, %ymm11
	vmulpd	%ymm5, %ymm0, %ymm10
	vsqrtpd	%ymm0, %ymm0
	vaddpd	%ymm13, %ymm12, %ymm12
	vmovapd	%ymm2, %ymm13
	vsubpd	%ymm12, %ymm11, %ymm11
	vandpd	%ymm6, %ymm11, %ymm12
	vcmpltpd	%ymm12, %ymm10, %ymm10
	vpand	%ymm11, %ymm10, %ymm10
	vsqrtpd	%ymm1, %ymm11
	vaddpd	%ymm11, %ymm0, %ymm0
	vmulpd	448(%r14), %ymm4, %ymm11
	vdivpd	%ymm0, %ymm10, %ymm10
	vmovdqu	448(%r13), %ymm0
	vmulpd	%ymm0, %ymm2, %ymm12
	vandpd	%ymm11, %ymm1, %ymm1
	vfmsub132pd	%ymm0, %ymm12, %ymm13
	vpand	%ymm12, %ymm1, %ymm1
	vmulpd	%ymm0, %ymm3, %ymm0
	vpand	%ymm14, %ymm1, %ymm1
	vsubpd	%ymm12, %ymm11, %ymm14
	vsqrtpd	%ymm12, %ymm12
	vpandn	%ymm7, %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	vaddpd	%ymm13, %ymm0, %ymm0
	vsubpd	%ymm0, %ymm14, %ymm14
	vmulpd	%ymm5, %ymm11, %ymm0
	vsqrtpd	%ymm11, %ymm11
	vandpd	%ymm6, %ymm14, %ymm13
	vcmpltpd	%ymm13, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm11, %ymm11
	vpand	%ymm14, %ymm0, %ymm0
	vdivpd	%ymm11, %ymm0, %ymm0
	vmulpd	%ymm10, %ymm10, %ymm10
	vmulpd	%ymm0, %ymm0, %ymm0
	vaddpd	%ymm10, %ymm0, %ymm0
	vaddpd	%ymm9, %ymm0, %ymm0
	jne	.L1293
	vaddpd	%ymm0, %ymm8, %ymm0
.L1219:
	vmovapd	(%r9,%rax), %ymm1
	addq	$32, %r14
	addq	$32, %r13
	vaddpd	%ymm0, %ymm1, %ymm8
	vsubpd	%ymm1, %ymm8, %ymm9
	vmovapd	%ymm8, (%r9,%rax)
	vsubpd	%ymm9, %ymm8, %ymm10
	vsubpd	%ymm9, %ymm0, %ymm0
	vsubpd	%ymm10, %ymm1, %ymm1
	vaddpd	%ymm0, %ymm1, %ymm1
	vaddpd	(%r8,%rax), %ymm1, %ymm1
	vmovapd	%ymm1, (%r8,%rax)
	cmpq	$32, %rax
	je	.L1294
	movl	$32, %eax
	jmp	.L1220
	.p2align 4,,10
	.p2align 3
.L1292:
	leaq	512(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r14, %rsi
	leaq	1024(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r14
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r13, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r13
	jmp	.L1211
.L1206:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	104(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vaddsd	32(%rsp), %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	64(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm5, %xmm4, %xmm4
	vmovsd	128(%rsp), %xmm5
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	112(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm2, %xmm0, %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	120(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm4, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm4, %xmm5, %xmm2
	vsubsd	%xmm0, %xmm15, %xmm4
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	160(%rsp), %xmm1, %xmm1
	vsubsd	%xmm4, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vmovsd	224(%rsp), %xmm3
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm4, %xmm3, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	192(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1207
.L1233:
	vxorpd	%xmm4, %xmm4, %xmm4
	vmovapd	%ymm4, 192(%rsp)
	vmovapd	%ymm4, %ymm2
	vmovapd	%ymm4, %ymm8
	vmovapd	%ymm4, 224(%rsp)
	jmp	.L1188
	.p2align 4,,10
	.p2align 3
.L1294:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r12
	addq	$512, %rbx
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L1221
	movq	104(%rsp), %rdx
.L1222:
	vmovdqa	256(%rsp), %xmm3
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	320(%rsp), %xmm4
	vmovdqa	%xmm3, 384(%rsp)
	vmovdqa	272(%rsp), %xmm3
	vmovsd	384(%rsp), %xmm13
	vmovsd	392(%rsp), %xmm12
	vmovdqa	%xmm4, 448(%rsp)
	vmovdqa	352(%rsp), %xmm4
	vmovdqa	%xmm3, 400(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	288(%rsp), %xmm3
	vmovsd	400(%rsp), %xmm11
	vmovdqa	%xmm4, 480(%rsp)
	vmovsd	448(%rsp), %xmm4
	vmovsd	408(%rsp), %xmm10
	vmovdqa	%xmm3, 416(%rsp)
	vmovdqa	304(%rsp), %xmm3
	vmovsd	416(%rsp), %xmm9
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovsd	%xmm4, (%rsp)
	vmovsd	480(%rsp), %xmm6
	vmovsd	424(%rsp), %xmm8
	vmovdqa	%xmm3, 432(%rsp)
	vmovdqa	336(%rsp), %xmm3
	vmovsd	%xmm6, 112(%rsp)
	vmovdqa	%xmm3, 464(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovdqa	368(%rsp), %xmm3
	vmovsd	464(%rsp), %xmm4
	vmovdqa	%xmm3, 496(%rsp)
	vmovsd	456(%rsp), %xmm3
	vmovsd	%xmm4, 32(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	%xmm3, 104(%rsp)
	vmovsd	472(%rsp), %xmm3
	vmovsd	%xmm3, 64(%rsp)
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	488(%rsp), %xmm6
	vmovsd	%xmm6, 120(%rsp)
	vmovsd	432(%rsp), %xmm6
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm6, 128(%rsp)
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	496(%rsp), %xmm6
	vmovsd	%xmm6, 160(%rsp)
	vmovsd	440(%rsp), %xmm6
	vmovsd	%xmm6, 224(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	504(%rsp), %xmm6
	vmovsd	%xmm6, 192(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L1289
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	104(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm14, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	32(%rsp), %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm7, %xmm9, %xmm9
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	64(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	112(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vmovsd	128(%rsp), %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm2, %xmm0, %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	120(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm4, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm4, %xmm7, %xmm2
	vmovsd	224(%rsp), %xmm4
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	160(%rsp), %xmm1, %xmm1
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm0, %xmm15, %xmm3
	vsubsd	%xmm3, %xmm15, %xmm2
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm3, %xmm4, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	192(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1207
.L1293:
	movq	120(%rsp), %rcx
	movq	%r13, %rdx
	movq	%r14, %rsi
	movl	$6, %edi
	movq	%r9, 32(%rsp)
	movq	%r8, 64(%rsp)
	movq	%r10, 112(%rsp)
	movq	%rax, 128(%rsp)
	vmovapd	%ymm3, 160(%rsp)
	vmovapd	%ymm2, 192(%rsp)
	vmovapd	%ymm4, 224(%rsp)
	call	guarded_rows
	vmovdqa	.LC175(%rip), %ymm7
	vmovapd	.LC4(%rip), %ymm6
	vmovapd	.LC184(%rip), %ymm5
	movq	112(%rsp), %r10
	vmovapd	224(%rsp), %ymm4
	movq	128(%rsp), %rax
	vmovapd	192(%rsp), %ymm2
	movq	64(%rsp), %r8
	vmovapd	160(%rsp), %ymm3
	movq	32(%rsp), %r9
	jmp	.L1219
	.cfi_endproc
.LFE6480:
	.size	sum_hellinger, .-sum_hellinger
	.p2align 4
	.type	sum_affinity, @function
sum_affinity:
.LFB6482:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	pushq	%r14
	pushq	%r13
	.cfi_offset 15, -24
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	movq	%rdx, %r13
	movq	%r8, %rdx
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1824, %rsp
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	testl	%eax, %eax
	jne	.L1296
	testq	%r13, %r13
	je	.L1342
	movabsq	$2305843009213693952, %rax
	vxorpd	%xmm11, %xmm11, %xmm11
	movq	%r13, %r15
	movq	%r13, %r10
	vmovq	%rax, %xmm4
	leaq	2048(%rdi), %r8
	movabsq	$-4611686018427387904, %rax
	movq	%rcx, 448(%rsp)
	vpbroadcastq	%xmm4, %ymm4
	vmovapd	%ymm11, %ymm8
	vmovapd	%ymm11, %ymm6
	movq	%r8, %r13
	vmovdqa	%ymm4, 512(%rsp)
	vmovq	%rax, %xmm4
	vmovapd	%ymm11, %ymm9
	leaq	2048(%rsi), %r14
	vpbroadcastq	%xmm4, %ymm4
	movq	%rdx, 416(%rsp)
	leaq	800(%rsp), %r9
	vmovdqa	%ymm4, 480(%rsp)
	jmp	.L1309
	.p2align 4,,10
	.p2align 3
.L1298:
	vsqrtpd	(%r12), %ymm10
	vsqrtpd	(%rbx), %ymm0
	vsqrtpd	64(%r12), %ymm7
	vsqrtpd	128(%rbx), %ymm5
	vsqrtpd	192(%r12), %ymm4
	vsqrtpd	64(%rbx), %ymm3
	vsqrtpd	128(%r12), %ymm1
	vsqrtpd	192(%rbx), %ymm2
	vmulpd	%ymm10, %ymm0, %ymm0
	vsqrtpd	320(%r12), %ymm14
	vsqrtpd	256(%r12), %ymm15
	vsqrtpd	320(%rbx), %ymm10
	vmulpd	%ymm7, %ymm3, %ymm3
	vsqrtpd	448(%r12), %ymm12
	vmulpd	%ymm4, %ymm2, %ymm2
	vmovdqu	384(%r12), %ymm4
	vmulpd	%ymm1, %ymm5, %ymm1
	vmovdqu	384(%rbx), %ymm5
	vmulpd	%ymm14, %ymm10, %ymm10
	vsqrtpd	%ymm4, %ymm13
	vaddpd	%ymm3, %ymm0, %ymm0
	vsqrtpd	256(%rbx), %ymm3
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm5, %ymm2
	vmulpd	%ymm15, %ymm3, %ymm3
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	448(%rbx), %ymm1
	vmulpd	%ymm13, %ymm2, %ymm2
	vsqrtpd	%ymm1, %ymm7
	vaddpd	%ymm10, %ymm3, %ymm3
	vmulpd	%ymm12, %ymm7, %ymm7
	vaddpd	%ymm7, %ymm2, %ymm2
	vmovdqu	(%r12), %ymm7
	vaddpd	%ymm2, %ymm3, %ymm2
	vpand	(%rbx), %ymm7, %ymm3
	vmovdqu	64(%r12), %ymm7
	vpand	64(%rbx), %ymm7, %ymm7
	vpand	%ymm7, %ymm3, %ymm3
	vmovdqu	128(%r12), %ymm7
	vpand	128(%rbx), %ymm7, %ymm7
	vpand	192(%rbx), %ymm7, %ymm7
	vpand	%ymm7, %ymm3, %ymm3
	vmovdqu	256(%rbx), %ymm7
	vpand	192(%r12), %ymm7, %ymm7
	vpand	256(%r12), %ymm7, %ymm7
	vpand	%ymm7, %ymm3, %ymm3
	vmovdqu	320(%r12), %ymm7
	vpand	320(%rbx), %ymm7, %ymm7
	vpand	%ymm5, %ymm7, %ymm7
	vpand	%ymm7, %ymm3, %ymm3
	vpand	%ymm4, %ymm1, %ymm7
	vpor	%ymm4, %ymm1, %ymm1
	vpand	448(%r12), %ymm7, %ymm7
	vpand	%ymm7, %ymm3, %ymm3
	vmovdqu	(%r12), %ymm7
	vpor	(%rbx), %ymm7, %ymm7
	vpandn	512(%rsp), %ymm3, %ymm3
	vmovdqu	64(%r12), %ymm15
	vpor	64(%rbx), %ymm15, %ymm10
	vmovdqu	128(%r12), %ymm14
	vmovdqu	256(%rbx), %ymm13
	vmovdqu	320(%r12), %ymm15
	vpor	448(%r12), %ymm1, %ymm1
	vpor	%ymm10, %ymm7, %ymm7
	vpor	128(%rbx), %ymm14, %ymm10
	vpor	192(%rbx), %ymm10, %ymm10
	vpor	%ymm10, %ymm7, %ymm7
	vpor	192(%r12), %ymm13, %ymm10
	vpor	256(%r12), %ymm10, %ymm10
	vpor	%ymm10, %ymm7, %ymm7
	vpor	320(%rbx), %ymm15, %ymm10
	vpor	%ymm5, %ymm10, %ymm5
	vpor	%ymm5, %ymm7, %ymm7
	vpor	%ymm1, %ymm7, %ymm1
	vpand	480(%rsp), %ymm1, %ymm1
	vpor	%ymm1, %ymm3, %ymm3
	vptest	%ymm3, %ymm3
	jne	.L1305
	vaddpd	%ymm2, %ymm0, %ymm0
.L1306:
	vsqrtpd	32(%r12), %ymm10
	vaddpd	%ymm0, %ymm9, %ymm7
	vsqrtpd	160(%rbx), %ymm5
	vsqrtpd	96(%rbx), %ymm3
	vsqrtpd	224(%r12), %ymm4
	vsqrtpd	288(%r12), %ymm15
	vsqrtpd	352(%r12), %ymm14
	vsubpd	%ymm9, %ymm7, %ymm2
	vsqrtpd	480(%r12), %ymm12
	vsubpd	%ymm2, %ymm7, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm0
	vsqrtpd	224(%rbx), %ymm2
	vsubpd	%ymm1, %ymm9, %ymm1
	vsqrtpd	96(%r12), %ymm9
	vmulpd	%ymm4, %ymm2, %ymm2
	vmovdqu	416(%r12), %ymm4
	vaddpd	%ymm0, %ymm1, %ymm0
	vsqrtpd	%ymm4, %ymm13
	vsqrtpd	160(%r12), %ymm1
	vmulpd	%ymm9, %ymm3, %ymm3
	vaddpd	%ymm0, %ymm8, %ymm8
	vsqrtpd	32(%rbx), %ymm0
	vmulpd	%ymm1, %ymm5, %ymm1
	vmovdqu	416(%rbx), %ymm5
	vmulpd	%ymm10, %ymm0, %ymm0
	vsqrtpd	352(%rbx), %ymm10
	vaddpd	%ymm2, %ymm1, %ymm1
	vsqrtpd	%ymm5, %ymm2
	vmulpd	%ymm14, %ymm10, %ymm10
	vmovdqu	96(%r12), %ymm14
	vaddpd	%ymm3, %ymm0, %ymm0
	vsqrtpd	288(%rbx), %ymm3
	vmulpd	%ymm13, %ymm2, %ymm2
	vmovdqu	160(%r12), %ymm13
	vaddpd	%ymm1, %ymm0, %ymm0
	vmovdqu	480(%rbx), %ymm1
	vmulpd	%ymm15, %ymm3, %ymm3
	vmovdqu	352(%r12), %ymm15
	vsqrtpd	%ymm1, %ymm9
	vmulpd	%ymm12, %ymm9, %ymm9
	vaddpd	%ymm10, %ymm3, %ymm3
	vmovdqu	288(%rbx), %ymm12
	vaddpd	%ymm9, %ymm2, %ymm2
	vpand	96(%rbx), %ymm14, %ymm9
	vaddpd	%ymm2, %ymm3, %ymm2
	vmovdqu	32(%r12), %ymm3
	vpand	32(%rbx), %ymm3, %ymm3
	vpand	%ymm9, %ymm3, %ymm3
	vpand	160(%rbx), %ymm13, %ymm9
	vpand	224(%rbx), %ymm9, %ymm9
	vmovdqu	32(%r12), %ymm13
	vpand	%ymm9, %ymm3, %ymm3
	vpand	224(%r12), %ymm12, %ymm9
	vpand	288(%r12), %ymm9, %ymm9
	vpand	%ymm9, %ymm3, %ymm3
	vpand	352(%rbx), %ymm15, %ymm9
	vpand	%ymm5, %ymm9, %ymm9
	vpand	%ymm9, %ymm3, %ymm3
	vpand	%ymm4, %ymm1, %ymm9
	vpor	%ymm4, %ymm1, %ymm1
	vpand	480(%r12), %ymm9, %ymm9
	vpand	%ymm9, %ymm3, %ymm3
	vpor	32(%rbx), %ymm13, %ymm9
	vpandn	512(%rsp), %ymm3, %ymm3
	vpor	96(%rbx), %ymm14, %ymm10
	vmovdqu	288(%rbx), %ymm14
	vmovdqu	160(%r12), %ymm15
	vmovdqu	352(%r12), %ymm13
	vpor	480(%r12), %ymm1, %ymm1
	vpor	%ymm10, %ymm9, %ymm9
	vpor	160(%rbx), %ymm15, %ymm10
	vpor	224(%rbx), %ymm10, %ymm10
	vpor	%ymm10, %ymm9, %ymm9
	vpor	224(%r12), %ymm14, %ymm10
	vpor	288(%r12), %ymm10, %ymm10
	vpor	%ymm10, %ymm9, %ymm9
	vpor	352(%rbx), %ymm13, %ymm10
	vpor	%ymm5, %ymm10, %ymm5
	vpor	%ymm5, %ymm9, %ymm9
	vpor	%ymm1, %ymm9, %ymm1
	vpand	480(%rsp), %ymm1, %ymm1
	vpor	%ymm1, %ymm3, %ymm3
	vptest	%ymm3, %ymm3
	jne	.L1307
	vaddpd	%ymm2, %ymm0, %ymm0
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r13
	subq	%r15, %rax
	addq	$512, %r14
	vaddpd	%ymm0, %ymm6, %ymm1
	vsubpd	%ymm6, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	%ymm0, %ymm11, %ymm11
	cmpq	%r10, %rax
	jnb	.L1397
.L1308:
	vmovapd	%ymm1, %ymm6
	vmovapd	%ymm7, %ymm9
.L1309:
	leaq	-2048(%r13), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	0(%r13)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	(%r14)
	prefetcht0	448(%r13)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r15
	ja	.L1298
	xorl	%eax, %eax
	leaq	1312(%rsp), %rdx
	movq	%r9, %rdi
	movq	%rbx, %rsi
	movl	$64, %ecx
	movq	%r9, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r9, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L1298
	.p2align 4,,10
	.p2align 3
.L1296:
	cmpl	$1, %eax
	je	.L1313
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 608(%rsp)
	vmovapd	%ymm0, 544(%rsp)
	vmovapd	%ymm0, 640(%rsp)
	vmovapd	%ymm0, 576(%rsp)
	testq	%r13, %r13
	je	.L1341
	movq	%rcx, 512(%rsp)
	movq	%r13, %r14
	movq	%r13, %r10
	leaq	800(%rsp), %rax
	movq	%rax, 352(%rsp)
	leaq	608(%rsp), %r15
	leaq	544(%rsp), %r9
	movq	%r8, 320(%rsp)
	movq	%r15, %r13
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	movq	%r9, %r15
	.p2align 4,,10
	.p2align 3
.L1340:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r9
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r14
	jbe	.L1402
.L1332:
	movq	%r10, 384(%rsp)
	xorl	%eax, %eax
	movq	%r14, 480(%rsp)
	movq	%r15, %r14
	movq	%r13, %r15
	movq	%rax, %r13
	movq	%rbx, 448(%rsp)
	movq	%r8, %rbx
	movq	%r12, 416(%rsp)
	movq	%r9, %r12
.L1339:
	movq	512(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$7, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L1403
	movl	$32, %r13d
	jmp	.L1339
	.p2align 4,,10
	.p2align 3
.L1403:
	movq	384(%rsp), %r10
	movq	%r15, %r13
	movq	%r14, %r15
	movq	480(%rsp), %r14
	movq	448(%rsp), %rbx
	movq	416(%rsp), %r12
	subq	$64, %r14
	movq	%r10, %rax
	subq	%r14, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r10, %rax
	jb	.L1340
	movq	320(%rsp), %rdx
.L1341:
	vmovdqa	544(%rsp), %xmm6
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	%xmm6, 672(%rsp)
	vmovdqa	560(%rsp), %xmm6
	vmovsd	672(%rsp), %xmm13
	vmovsd	680(%rsp), %xmm12
	vmovdqa	%xmm6, 688(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	576(%rsp), %xmm6
	vmovsd	688(%rsp), %xmm11
	vmovsd	696(%rsp), %xmm10
	vmovdqa	%xmm6, 704(%rsp)
	vmovdqa	592(%rsp), %xmm6
	vmovsd	704(%rsp), %xmm9
	vmovsd	712(%rsp), %xmm8
	vmovdqa	%xmm6, 720(%rsp)
	vmovdqa	608(%rsp), %xmm6
	vmovdqa	%xmm6, 736(%rsp)
	vmovdqa	624(%rsp), %xmm6
	vmovsd	744(%rsp), %xmm4
	vmovdqa	%xmm6, 752(%rsp)
	vmovdqa	640(%rsp), %xmm6
	vmovsd	760(%rsp), %xmm2
	vmovsd	%xmm4, 256(%rsp)
	vmovsd	752(%rsp), %xmm4
	vmovdqa	%xmm6, 768(%rsp)
	vmovdqa	656(%rsp), %xmm6
	vmovsd	%xmm4, 288(%rsp)
	vmovdqa	%xmm6, 784(%rsp)
	vmovsd	736(%rsp), %xmm6
	vmovsd	%xmm2, 320(%rsp)
	vmovsd	768(%rsp), %xmm2
	vmovsd	%xmm6, 224(%rsp)
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovsd	%xmm2, 352(%rsp)
	vmovsd	776(%rsp), %xmm7
	vmovsd	%xmm7, 384(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovsd	720(%rsp), %xmm7
	vmovsd	%xmm7, 416(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vaddsd	%xmm4, %xmm9, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	784(%rsp), %xmm7
	vmovsd	%xmm7, 448(%rsp)
	vmovsd	728(%rsp), %xmm7
	vmovsd	%xmm7, 512(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	792(%rsp), %xmm7
	vmovsd	%xmm7, 480(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	ja	.L1404
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	224(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm13, %xmm1, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm5, %xmm12
	vaddsd	256(%rsp), %xmm1, %xmm1
	vsubsd	%xmm12, %xmm11, %xmm11
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm12, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	288(%rsp), %xmm6, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	320(%rsp), %xmm5, %xmm5
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm6, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	352(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm4
	vsubsd	%xmm2, %xmm0, %xmm6
	vsubsd	%xmm4, %xmm3, %xmm3
	vmovsd	416(%rsp), %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	384(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm6, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm6, %xmm4, %xmm2
	vmovsd	512(%rsp), %xmm4
	vsubsd	%xmm0, %xmm15, %xmm6
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	448(%rsp), %xmm1, %xmm1
	vsubsd	%xmm6, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm4, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	480(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1316
	.p2align 4,,10
	.p2align 3
.L1402:
	movq	352(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1312(%rsp), %r11
	movq	352(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r14,8), %rax
	movq	%r14, %rcx
	movq	352(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L1332
	.p2align 4,,10
	.p2align 3
.L1307:
	movq	448(%rsp), %rcx
	leaq	32(%r12), %rdx
	leaq	32(%rbx), %rsi
	movl	$7, %edi
	movq	%r9, 256(%rsp)
	subq	$64, %r15
	addq	$512, %r13
	addq	$512, %r14
	movq	%r10, 288(%rsp)
	vmovapd	%ymm7, 224(%rsp)
	vmovapd	%ymm6, 320(%rsp)
	vmovapd	%ymm8, 352(%rsp)
	vmovapd	%ymm11, 384(%rsp)
	call	guarded_rows
	movq	288(%rsp), %r10
	vmovapd	320(%rsp), %ymm6
	vmovapd	384(%rsp), %ymm11
	vmovapd	352(%rsp), %ymm8
	vaddpd	%ymm0, %ymm6, %ymm1
	movq	%r10, %rax
	movq	256(%rsp), %r9
	vmovapd	224(%rsp), %ymm7
	subq	%r15, %rax
	cmpq	%r10, %rax
	vsubpd	%ymm6, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	%ymm0, %ymm11, %ymm11
	jb	.L1308
	.p2align 4,,10
	.p2align 3
.L1397:
	movq	416(%rsp), %rdx
	vmovapd	%ymm11, 512(%rsp)
.L1297:
	vxorpd	%xmm11, %xmm11, %xmm11
	vunpckhpd	%xmm7, %xmm7, %xmm2
	vextractf128	$0x1, %ymm7, %xmm0
	vmovsd	%xmm1, 448(%rsp)
	vaddsd	%xmm11, %xmm7, %xmm10
	vmovsd	%xmm7, %xmm7, %xmm12
	vmovsd	%xmm0, %xmm0, %xmm7
	vunpckhpd	%xmm1, %xmm1, %xmm15
	vaddsd	%xmm10, %xmm2, %xmm9
	vaddsd	%xmm9, %xmm0, %xmm6
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm6, %xmm0, %xmm14
	vaddsd	%xmm1, %xmm14, %xmm5
	vextractf128	$0x1, %ymm1, %xmm1
	vmovsd	%xmm1, 416(%rsp)
	vaddsd	%xmm5, %xmm15, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm3
	vunpckhpd	%xmm1, %xmm1, %xmm1
	vmovsd	%xmm1, 480(%rsp)
	vaddsd	%xmm1, %xmm3, %xmm13
	vandpd	.LC125(%rip), %xmm13, %xmm1
	vucomisd	.LC126(%rip), %xmm1
	vmovsd	%xmm13, (%rdx)
	ja	.L1396
	vsubsd	%xmm9, %xmm6, %xmm1
	vsubsd	%xmm10, %xmm12, %xmm12
	vmovsd	%xmm6, 320(%rsp)
	vmovsd	%xmm1, 352(%rsp)
	vsubsd	%xmm6, %xmm14, %xmm1
	vsubsd	%xmm10, %xmm9, %xmm6
	vmovsd	%xmm1, 384(%rsp)
	vsubsd	%xmm10, %xmm10, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm2
	vsubsd	%xmm1, %xmm11, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vunpckhpd	%xmm8, %xmm8, %xmm12
	vaddsd	%xmm8, %xmm1, %xmm1
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm9, %xmm11
	vmovsd	320(%rsp), %xmm6
	vsubsd	%xmm11, %xmm10, %xmm11
	vaddsd	%xmm2, %xmm11, %xmm2
	vmovsd	352(%rsp), %xmm11
	vsubsd	%xmm11, %xmm7, %xmm7
	vaddsd	%xmm12, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm11, %xmm6, %xmm2
	vmovsd	384(%rsp), %xmm11
	vsubsd	%xmm11, %xmm0, %xmm0
	vsubsd	%xmm2, %xmm9, %xmm9
	vextractf128	$0x1, %ymm8, %xmm2
	vaddsd	%xmm7, %xmm9, %xmm7
	vaddsd	%xmm2, %xmm7, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm11, %xmm14, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm8
	vsubsd	%xmm5, %xmm4, %xmm7
	vmovsd	448(%rsp), %xmm6
	vaddsd	%xmm0, %xmm8, %xmm0
	vsubsd	%xmm7, %xmm15, %xmm15
	vmovapd	512(%rsp), %ymm8
	vaddsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm14, %xmm5, %xmm2
	vaddsd	%xmm1, %xmm0, %xmm1
	vsubsd	%xmm2, %xmm5, %xmm0
	vsubsd	%xmm0, %xmm14, %xmm0
	vsubsd	%xmm2, %xmm6, %xmm14
	vunpckhpd	%xmm8, %xmm8, %xmm2
	vmovsd	416(%rsp), %xmm6
	vaddsd	%xmm14, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm4, %xmm1
	vsubsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm4, %xmm3, %xmm5
	vaddsd	%xmm15, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm1
	vsubsd	%xmm5, %xmm3, %xmm0
	vsubsd	%xmm0, %xmm4, %xmm2
	vsubsd	%xmm5, %xmm6, %xmm0
	vmovsd	480(%rsp), %xmm6
	vsubsd	%xmm3, %xmm13, %xmm4
	vaddsd	%xmm0, %xmm2, %xmm2
	vextractf128	$0x1, %ymm8, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm2, %xmm2
	vsubsd	%xmm4, %xmm13, %xmm1
	vsubsd	%xmm1, %xmm3, %xmm1
.L1401:
	vsubsd	%xmm4, %xmm6, %xmm3
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
.L1316:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L1305:
	.cfi_restore_state
	movq	448(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$7, %edi
	movq	%r9, 224(%rsp)
	movq	%r10, 256(%rsp)
	vmovapd	%ymm6, 288(%rsp)
	vmovapd	%ymm9, 320(%rsp)
	vmovapd	%ymm8, 352(%rsp)
	vmovapd	%ymm11, 384(%rsp)
	call	guarded_rows
	movq	224(%rsp), %r9
	movq	256(%rsp), %r10
	vmovapd	288(%rsp), %ymm6
	vmovapd	320(%rsp), %ymm9
	vmovapd	352(%rsp), %ymm8
	vmovapd	384(%rsp), %ymm11
	jmp	.L1306
.L1396:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L1316
.L1313:
	vmovsd	32(%rcx), %xmm12
	vmovsd	64(%rcx), %xmm11
	testq	%r13, %r13
	je	.L1344
	vxorpd	%xmm6, %xmm6, %xmm6
	movq	%rcx, 24(%rsp)
	vbroadcastsd	%xmm12, %ymm12
	movq	%r13, %r10
	movabsq	$2305843009213693952, %rax
	vmovapd	%ymm6, %ymm10
	vmovapd	%ymm6, 480(%rsp)
	vbroadcastsd	%xmm11, %ymm11
	vmovapd	%ymm6, 512(%rsp)
	leaq	2048(%rdi), %r15
	leaq	2048(%rsi), %r14
	movq	%rdx, 16(%rsp)
	leaq	800(%rsp), %r9
	vmovapd	%ymm6, 416(%rsp)
	vmovq	%rax, %xmm6
	vpbroadcastq	%xmm6, %ymm6
	vmovdqa	%ymm6, 448(%rsp)
	jmp	.L1329
	.p2align 4,,10
	.p2align 3
.L1318:
	vmulpd	(%r12), %ymm11, %ymm5
	vmulpd	128(%r12), %ymm11, %ymm15
	vmulpd	(%rbx), %ymm12, %ymm6
	vmulpd	64(%rbx), %ymm12, %ymm2
	vmulpd	64(%r12), %ymm11, %ymm0
	vmulpd	128(%rbx), %ymm12, %ymm8
	vsqrtpd	%ymm5, %ymm7
	vmovapd	%ymm5, 352(%rsp)
	vmulpd	192(%rbx), %ymm12, %ymm14
	vsqrtpd	%ymm15, %ymm5
	vmovapd	%ymm15, 224(%rsp)
	vmulpd	192(%r12), %ymm11, %ymm15
	vsqrtpd	%ymm6, %ymm1
	vmovapd	%ymm6, 384(%rsp)
	vmovapd	%ymm2, 320(%rsp)
	vsqrtpd	%ymm2, %ymm3
	vmovapd	%ymm0, 288(%rsp)
	vsqrtpd	%ymm0, %ymm6
	vmulpd	256(%r12), %ymm11, %ymm13
	vsqrtpd	%ymm8, %ymm0
	vmovapd	%ymm8, 256(%rsp)
	vmulpd	%ymm7, %ymm1, %ymm1
	vsqrtpd	%ymm14, %ymm2
	vmovapd	%ymm14, 192(%rsp)
	vmulpd	384(%rbx), %ymm12, %ymm8
	vsqrtpd	%ymm15, %ymm4
	vmulpd	%ymm6, %ymm3, %ymm3
	vmulpd	%ymm5, %ymm0, %ymm0
	vmulpd	320(%r12), %ymm11, %ymm6
	vmulpd	%ymm4, %ymm2, %ymm2
	vmulpd	256(%rbx), %ymm12, %ymm14
	vaddpd	%ymm3, %ymm1, %ymm1
	vsqrtpd	%ymm8, %ymm3
	vmovapd	%ymm6, 160(%rsp)
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	320(%rbx), %ymm12, %ymm2
	vaddpd	%ymm0, %ymm1, %ymm7
	vsqrtpd	%ymm6, %ymm1
	vmulpd	448(%r12), %ymm11, %ymm6
	vsqrtpd	%ymm14, %ymm0
	vsqrtpd	%ymm2, %ymm5
	vmovapd	%ymm7, 32(%rsp)
	vsqrtpd	%ymm13, %ymm7
	vmovapd	%ymm1, 96(%rsp)
	vmulpd	96(%rsp), %ymm5, %ymm5
	vmulpd	384(%r12), %ymm11, %ymm1
	vsqrtpd	%ymm6, %ymm9
	vmovapd	%ymm7, 128(%rsp)
	vmulpd	128(%rsp), %ymm0, %ymm0
	vsqrtpd	%ymm1, %ymm7
	vaddpd	%ymm5, %ymm0, %ymm0
	vmovapd	352(%rsp), %ymm5
	vmovapd	%ymm7, 64(%rsp)
	vmulpd	448(%rbx), %ymm12, %ymm7
	vmulpd	64(%rsp), %ymm3, %ymm3
	vsqrtpd	%ymm7, %ymm4
	vandpd	%ymm7, %ymm1, %ymm1
	vpand	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vandpd	384(%rsp), %ymm5, %ymm3
	vmovapd	288(%rsp), %ymm5
	vandpd	320(%rsp), %ymm5, %ymm4
	vandpd	160(%rsp), %ymm2, %ymm2
	vpand	%ymm3, %ymm4, %ymm4
	vpand	%ymm8, %ymm2, %ymm2
	vmovapd	224(%rsp), %ymm3
	vandpd	256(%rsp), %ymm3, %ymm3
	vpand	192(%rsp), %ymm3, %ymm3
	vpand	%ymm3, %ymm4, %ymm4
	vandpd	%ymm14, %ymm15, %ymm3
	vpand	%ymm13, %ymm3, %ymm3
	vpand	%ymm3, %ymm4, %ymm3
	vpand	%ymm2, %ymm3, %ymm2
	vpand	%ymm1, %ymm2, %ymm1
	vpandn	448(%rsp), %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L1325
	vaddpd	32(%rsp), %ymm0, %ymm0
.L1326:
	vaddpd	%ymm10, %ymm0, %ymm13
	vmulpd	32(%r12), %ymm11, %ymm5
	vmulpd	160(%r12), %ymm11, %ymm15
	vmulpd	160(%rbx), %ymm12, %ymm8
	vsubpd	%ymm10, %ymm13, %ymm2
	vmulpd	224(%rbx), %ymm12, %ymm14
	vmovapd	%ymm5, 352(%rsp)
	vsqrtpd	%ymm5, %ymm7
	vsubpd	%ymm2, %ymm13, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm0
	vsqrtpd	%ymm15, %ymm5
	vmovapd	%ymm15, 224(%rsp)
	vmovapd	%ymm8, 256(%rsp)
	vmulpd	96(%rbx), %ymm12, %ymm2
	vmulpd	224(%r12), %ymm11, %ymm15
	vmovapd	%ymm14, 192(%rsp)
	vsubpd	%ymm1, %ymm10, %ymm1
	vmulpd	288(%r12), %ymm11, %ymm10
	vaddpd	%ymm0, %ymm1, %ymm0
	vsqrtpd	%ymm2, %ymm3
	vaddpd	512(%rsp), %ymm0, %ymm6
	vmovapd	%ymm2, 320(%rsp)
	vmulpd	96(%r12), %ymm11, %ymm0
	vsqrtpd	%ymm14, %ymm2
	vmulpd	288(%rbx), %ymm12, %ymm14
	vsqrtpd	%ymm15, %ymm4
	vmovapd	%ymm6, 512(%rsp)
	vmulpd	32(%rbx), %ymm12, %ymm6
	vmovapd	%ymm0, 288(%rsp)
	vmulpd	%ymm4, %ymm2, %ymm2
	vmovapd	%ymm6, 384(%rsp)
	vsqrtpd	%ymm6, %ymm1
	vsqrtpd	%ymm0, %ymm6
	vsqrtpd	%ymm8, %ymm0
	vmulpd	416(%rbx), %ymm12, %ymm8
	vmulpd	%ymm6, %ymm3, %ymm3
	vmulpd	%ymm7, %ymm1, %ymm1
	vmulpd	%ymm5, %ymm0, %ymm0
	vmulpd	352(%r12), %ymm11, %ymm6
	vaddpd	%ymm3, %ymm1, %ymm1
	vsqrtpd	%ymm8, %ymm3
	vaddpd	%ymm2, %ymm0, %ymm0
	vmulpd	352(%rbx), %ymm12, %ymm2
	vmovapd	%ymm6, 160(%rsp)
	vaddpd	%ymm0, %ymm1, %ymm7
	vsqrtpd	%ymm6, %ymm1
	vmulpd	480(%r12), %ymm11, %ymm6
	vsqrtpd	%ymm14, %ymm0
	vsqrtpd	%ymm2, %ymm5
	vmovapd	%ymm7, 32(%rsp)
	vsqrtpd	%ymm10, %ymm7
	vmovapd	%ymm1, 96(%rsp)
	vmulpd	96(%rsp), %ymm5, %ymm5
	vmulpd	416(%r12), %ymm11, %ymm1
	vsqrtpd	%ymm6, %ymm9
	vmovapd	%ymm7, 128(%rsp)
	vmulpd	128(%rsp), %ymm0, %ymm0
	vsqrtpd	%ymm1, %ymm7
	vaddpd	%ymm5, %ymm0, %ymm0
	vmovapd	%ymm7, 64(%rsp)
	vmulpd	480(%rbx), %ymm12, %ymm7
	vmulpd	64(%rsp), %ymm3, %ymm3
	vmovapd	352(%rsp), %ymm5
	vandpd	160(%rsp), %ymm2, %ymm2
	vpand	%ymm8, %ymm2, %ymm2
	vsqrtpd	%ymm7, %ymm4
	vandpd	%ymm7, %ymm1, %ymm1
	vpand	%ymm6, %ymm1, %ymm1
	vmulpd	%ymm9, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm0, %ymm0
	vandpd	384(%rsp), %ymm5, %ymm3
	vmovapd	288(%rsp), %ymm5
	vandpd	320(%rsp), %ymm5, %ymm4
	vpand	%ymm3, %ymm4, %ymm4
	vmovapd	224(%rsp), %ymm3
	vandpd	256(%rsp), %ymm3, %ymm3
	vpand	192(%rsp), %ymm3, %ymm3
	vpand	%ymm3, %ymm4, %ymm4
	vandpd	%ymm14, %ymm15, %ymm3
	vpand	%ymm10, %ymm3, %ymm3
	vpand	%ymm3, %ymm4, %ymm3
	vpand	%ymm2, %ymm3, %ymm2
	vpand	%ymm1, %ymm2, %ymm1
	vpandn	448(%rsp), %ymm1, %ymm1
	vptest	%ymm1, %ymm1
	jne	.L1327
	vaddpd	32(%rsp), %ymm0, %ymm0
	subq	$64, %r13
	movq	%r10, %rax
	vmovapd	416(%rsp), %ymm6
	subq	%r13, %rax
	addq	$512, %r15
	addq	$512, %r14
	vaddpd	%ymm6, %ymm0, %ymm1
	vsubpd	%ymm6, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	480(%rsp), %ymm0, %ymm6
	vmovapd	%ymm6, 480(%rsp)
	cmpq	%r10, %rax
	jnb	.L1398
.L1328:
	vmovapd	%ymm1, 416(%rsp)
	vmovapd	%ymm13, %ymm10
.L1329:
	leaq	-2048(%r15), %rbx
	leaq	-2048(%r14), %r12
	prefetcht0	(%r15)
	prefetcht0	64(%r15)
	prefetcht0	128(%r15)
	prefetcht0	192(%r15)
	prefetcht0	256(%r15)
	prefetcht0	320(%r15)
	prefetcht0	384(%r15)
	prefetcht0	(%r14)
	prefetcht0	448(%r15)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	448(%r14)
	cmpq	$63, %r13
	ja	.L1318
	xorl	%eax, %eax
	leaq	1312(%rsp), %rdx
	movq	%r9, %rdi
	movq	%rbx, %rsi
	movl	$64, %ecx
	movq	%r9, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	%r9, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L1318
.L1404:
	vmovsd	%xmm14, %xmm14, %xmm0
	jmp	.L1316
.L1342:
	vxorpd	%xmm6, %xmm6, %xmm6
	vmovapd	%ymm6, %ymm8
	vmovapd	%ymm6, %ymm1
	vmovapd	%ymm6, %ymm7
	vmovapd	%ymm6, 512(%rsp)
	jmp	.L1297
.L1327:
	movq	24(%rsp), %rcx
	leaq	32(%r12), %rdx
	leaq	32(%rbx), %rsi
	movl	$7, %edi
	movq	%r9, 288(%rsp)
	subq	$64, %r13
	addq	$512, %r15
	addq	$512, %r14
	movq	%r10, 320(%rsp)
	vmovapd	%ymm13, 256(%rsp)
	vmovapd	%ymm11, 352(%rsp)
	vmovapd	%ymm12, 384(%rsp)
	call	guarded_rows
	movq	320(%rsp), %r10
	vmovapd	416(%rsp), %ymm6
	vmovapd	384(%rsp), %ymm12
	vmovapd	352(%rsp), %ymm11
	vaddpd	%ymm6, %ymm0, %ymm1
	movq	%r10, %rax
	movq	288(%rsp), %r9
	vmovapd	256(%rsp), %ymm13
	subq	%r13, %rax
	cmpq	%r10, %rax
	vsubpd	%ymm6, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm6, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	480(%rsp), %ymm0, %ymm6
	vmovapd	%ymm6, 480(%rsp)
	jb	.L1328
.L1398:
	movq	16(%rsp), %rdx
.L1317:
	vxorpd	%xmm11, %xmm11, %xmm11
	vunpckhpd	%xmm13, %xmm13, %xmm2
	vextractf128	$0x1, %ymm13, %xmm0
	vaddsd	%xmm11, %xmm13, %xmm10
	vmovsd	%xmm0, %xmm0, %xmm7
	vunpckhpd	%xmm1, %xmm1, %xmm15
	vmovsd	%xmm1, %xmm1, %xmm14
	vmovsd	%xmm13, %xmm13, %xmm12
	vaddsd	%xmm10, %xmm2, %xmm9
	vaddsd	%xmm9, %xmm0, %xmm8
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm6
	vaddsd	%xmm6, %xmm1, %xmm5
	vextractf128	$0x1, %ymm1, %xmm1
	vmovsd	%xmm1, 448(%rsp)
	vaddsd	%xmm15, %xmm5, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm3
	vunpckhpd	%xmm1, %xmm1, %xmm1
	vmovsd	%xmm1, 384(%rsp)
	vaddsd	%xmm1, %xmm3, %xmm13
	vandpd	.LC125(%rip), %xmm13, %xmm1
	vucomisd	.LC126(%rip), %xmm1
	vmovsd	%xmm13, (%rdx)
	ja	.L1396
	vsubsd	%xmm10, %xmm9, %xmm1
	vsubsd	%xmm10, %xmm12, %xmm12
	vmovsd	%xmm1, 416(%rsp)
	vsubsd	%xmm10, %xmm10, %xmm1
	vsubsd	416(%rsp), %xmm2, %xmm2
	vsubsd	%xmm1, %xmm11, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vmovapd	512(%rsp), %xmm12
	vmovlpd	%xmm12, 352(%rsp)
	vunpckhpd	%xmm12, %xmm12, %xmm12
	vaddsd	352(%rsp), %xmm1, %xmm1
	vaddsd	%xmm11, %xmm1, %xmm1
	vsubsd	416(%rsp), %xmm9, %xmm11
	vsubsd	%xmm11, %xmm10, %xmm11
	vaddsd	%xmm2, %xmm11, %xmm2
	vsubsd	%xmm9, %xmm8, %xmm11
	vaddsd	%xmm12, %xmm2, %xmm2
	vsubsd	%xmm11, %xmm7, %xmm7
	vmovapd	512(%rsp), %ymm12
	vaddsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm11, %xmm8, %xmm2
	vsubsd	%xmm8, %xmm6, %xmm11
	vsubsd	%xmm2, %xmm9, %xmm9
	vextractf128	$0x1, %ymm12, %xmm2
	vsubsd	%xmm11, %xmm0, %xmm0
	vaddsd	%xmm7, %xmm9, %xmm7
	vaddsd	%xmm2, %xmm7, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm11, %xmm6, %xmm7
	vsubsd	%xmm7, %xmm8, %xmm8
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm0, %xmm8, %xmm0
	vsubsd	%xmm7, %xmm15, %xmm15
	vmovapd	480(%rsp), %ymm8
	vaddsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm5, %xmm2
	vaddsd	%xmm1, %xmm0, %xmm1
	vsubsd	%xmm2, %xmm5, %xmm0
	vsubsd	%xmm2, %xmm14, %xmm14
	vunpckhpd	%xmm8, %xmm8, %xmm2
	vsubsd	%xmm0, %xmm6, %xmm0
	vmovsd	448(%rsp), %xmm6
	vaddsd	%xmm14, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm4, %xmm1
	vsubsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm4, %xmm3, %xmm5
	vaddsd	%xmm15, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm1
	vsubsd	%xmm5, %xmm3, %xmm0
	vsubsd	%xmm0, %xmm4, %xmm2
	vsubsd	%xmm5, %xmm6, %xmm0
	vmovsd	384(%rsp), %xmm6
	vsubsd	%xmm3, %xmm13, %xmm4
	vaddsd	%xmm0, %xmm2, %xmm2
	vextractf128	$0x1, %ymm8, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm2, %xmm2
	vsubsd	%xmm4, %xmm13, %xmm1
	vsubsd	%xmm1, %xmm3, %xmm1
	jmp	.L1401
.L1325:
	movq	24(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$7, %edi
	movq	%r9, 256(%rsp)
	movq	%r10, 288(%rsp)
	vmovapd	%ymm11, 320(%rsp)
	vmovapd	%ymm12, 352(%rsp)
	vmovapd	%ymm10, 384(%rsp)
	call	guarded_rows
	movq	256(%rsp), %r9
	movq	288(%rsp), %r10
	vmovapd	320(%rsp), %ymm11
	vmovapd	352(%rsp), %ymm12
	vmovapd	384(%rsp), %ymm10
	jmp	.L1326
.L1344:
	vxorpd	%xmm6, %xmm6, %xmm6
	vmovapd	%ymm6, 480(%rsp)
	vmovapd	%ymm6, %ymm1
	vmovapd	%ymm6, %ymm13
	vmovapd	%ymm6, 512(%rsp)
	jmp	.L1317
	.cfi_endproc
.LFE6482:
	.size	sum_affinity, .-sum_affinity
	.p2align 4
	.type	sum_chi_square, @function
sum_chi_square:
.LFB6484:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r15
	.cfi_offset 15, -24
	movq	%rdx, %r15
	movq	%r8, %rdx
	pushq	%r14
	pushq	%r13
	pushq	%r12
	pushq	%rbx
	andq	$-32, %rsp
	subq	$1536, %rsp
	.cfi_offset 14, -32
	.cfi_offset 13, -40
	.cfi_offset 12, -48
	.cfi_offset 3, -56
	movl	(%rcx), %eax
	movq	%rcx, 120(%rsp)
	testl	%eax, %eax
	jne	.L1406
	testq	%r15, %r15
	je	.L1452
	vxorpd	%xmm4, %xmm4, %xmm4
	movq	%r8, 112(%rsp)
	movabsq	$2305843009213693952, %rax
	leaq	2048(%rdi), %r14
	vmovapd	%ymm4, %ymm11
	vmovapd	%ymm4, %ymm10
	vmovapd	%ymm4, %ymm9
	movq	%r15, %r10
	vmovapd	%ymm4, 192(%rsp)
	vmovq	%rax, %xmm4
	movabsq	$-4611686018427387904, %rax
	leaq	2048(%rsi), %r13
	vpbroadcastq	%xmm4, %ymm4
	leaq	512(%rsp), %r9
	vmovapd	%ymm11, 224(%rsp)
	vmovdqa	%ymm4, 160(%rsp)
	vmovq	%rax, %xmm4
	vpbroadcastq	%xmm4, %ymm4
	vmovdqa	%ymm4, 128(%rsp)
	jmp	.L1419
	.p2align 4,,10
	.p2align 3
.L1408:
	vmovdqu	(%r12), %ymm4
	vmovupd	(%rbx), %ymm7
	vmovdqu	64(%r12), %ymm1
	vmovdqu	128(%r12), %ymm3
	vsubpd	%ymm4, %ymm7, %ymm0
	vmovupd	64(%rbx), %ymm7
	vmovdqu	192(%r12), %ymm11
	vmovdqu	256(%r12), %ymm8
	vmovupd	448(%rbx), %ymm15
	vsubpd	%ymm1, %ymm7, %ymm6
	vmovupd	128(%rbx), %ymm7
	vsubpd	%ymm3, %ymm7, %ymm5
	vmovupd	192(%rbx), %ymm7
	vsubpd	%ymm11, %ymm7, %ymm2
	vdivpd	%ymm4, %ymm0, %ymm7
	vmulpd	%ymm0, %ymm7, %ymm7
	vdivpd	%ymm1, %ymm6, %ymm0
	vmulpd	%ymm6, %ymm0, %ymm0
	vdivpd	%ymm3, %ymm5, %ymm6
	vaddpd	%ymm0, %ymm7, %ymm0
	vmovdqu	384(%r12), %ymm7
	vmulpd	%ymm5, %ymm6, %ymm5
	vdivpd	%ymm11, %ymm2, %ymm6
	vmulpd	%ymm2, %ymm6, %ymm2
	vmovupd	256(%rbx), %ymm6
	vaddpd	%ymm2, %ymm5, %ymm2
	vsubpd	%ymm8, %ymm6, %ymm5
	vmovupd	320(%rbx), %ymm6
	vaddpd	%ymm2, %ymm0, %ymm0
	vmovdqu	320(%r12), %ymm2
	vsubpd	%ymm2, %ymm6, %ymm14
	vmovupd	384(%rbx), %ymm6
	vsubpd	%ymm7, %ymm6, %ymm13
	vmovdqu	448(%r12), %ymm6
	vsubpd	%ymm6, %ymm15, %ymm12
	vdivpd	%ymm8, %ymm5, %ymm15
	vmulpd	%ymm5, %ymm15, %ymm15
	vdivpd	%ymm2, %ymm14, %ymm5
	vmulpd	%ymm14, %ymm5, %ymm5
	vdivpd	%ymm7, %ymm13, %ymm14
	vaddpd	%ymm5, %ymm15, %ymm5
	vmulpd	%ymm13, %ymm14, %ymm13
	vdivpd	%ymm6, %ymm12, %ymm14
	vmulpd	%ymm12, %ymm14, %ymm14
	vpand	64(%rbx), %ymm1, %ymm12
	vpor	64(%rbx), %ymm1, %ymm1
	vaddpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm13, %ymm5, %ymm13
	vpand	(%rbx), %ymm4, %ymm5
	vpor	(%rbx), %ymm4, %ymm4
	vpand	%ymm12, %ymm5, %ymm5
	vpand	128(%rbx), %ymm3, %ymm12
	vpor	%ymm1, %ymm4, %ymm1
	vpand	192(%rbx), %ymm12, %ymm12
	vpor	128(%rbx), %ymm3, %ymm3
	vpor	192(%rbx), %ymm3, %ymm3
	vpand	%ymm12, %ymm5, %ymm5
	vpand	256(%rbx), %ymm11, %ymm12
	vpor	%ymm3, %ymm1, %ymm1
	vpor	256(%rbx), %ymm11, %ymm3
	vpand	%ymm8, %ymm12, %ymm12
	vpand	%ymm12, %ymm5, %ymm5
	vpand	320(%rbx), %ymm2, %ymm12
	vpor	%ymm8, %ymm3, %ymm3
	vpand	384(%rbx), %ymm12, %ymm12
	vpor	320(%rbx), %ymm2, %ymm2
	vpor	%ymm3, %ymm1, %ymm1
	vpor	384(%rbx), %ymm2, %ymm2
	vpand	%ymm12, %ymm5, %ymm5
	vpand	448(%rbx), %ymm7, %ymm12
	vpor	%ymm2, %ymm1, %ymm1
	vpand	%ymm6, %ymm12, %ymm12
	vpand	%ymm12, %ymm5, %ymm5
	vpandn	160(%rsp), %ymm5, %ymm5
	vpor	448(%rbx), %ymm7, %ymm2
	vpor	%ymm6, %ymm2, %ymm2
	vpor	%ymm2, %ymm1, %ymm1
	vpand	128(%rsp), %ymm1, %ymm1
	vpor	%ymm1, %ymm5, %ymm5
	vptest	%ymm5, %ymm5
	jne	.L1415
	vaddpd	%ymm13, %ymm0, %ymm0
.L1416:
	vaddpd	%ymm0, %ymm9, %ymm8
	vmovupd	96(%rbx), %ymm6
	vmovdqu	32(%r12), %ymm4
	vmovdqu	160(%r12), %ymm3
	vmovupd	480(%rbx), %ymm15
	vmovdqu	224(%r12), %ymm11
	vsubpd	%ymm9, %ymm8, %ymm2
	vsubpd	%ymm2, %ymm8, %ymm1
	vsubpd	%ymm2, %ymm0, %ymm0
	vsubpd	%ymm1, %ymm9, %ymm1
	vmovdqu	288(%r12), %ymm9
	vaddpd	%ymm0, %ymm1, %ymm0
	vaddpd	224(%rsp), %ymm0, %ymm7
	vmovdqu	96(%r12), %ymm0
	vsubpd	%ymm0, %ymm6, %ymm6
	vmovapd	%ymm7, 224(%rsp)
	vmovupd	32(%rbx), %ymm7
	vsubpd	%ymm4, %ymm7, %ymm1
	vmovupd	160(%rbx), %ymm7
	vsubpd	%ymm3, %ymm7, %ymm5
	vmovupd	224(%rbx), %ymm7
	vsubpd	%ymm11, %ymm7, %ymm2
	vdivpd	%ymm4, %ymm1, %ymm7
	vmulpd	%ymm1, %ymm7, %ymm7
	vdivpd	%ymm0, %ymm6, %ymm1
	vmulpd	%ymm6, %ymm1, %ymm1
	vdivpd	%ymm3, %ymm5, %ymm6
	vaddpd	%ymm1, %ymm7, %ymm1
	vmovdqu	416(%r12), %ymm7
	vmulpd	%ymm5, %ymm6, %ymm5
	vdivpd	%ymm11, %ymm2, %ymm6
	vmulpd	%ymm2, %ymm6, %ymm2
	vmovupd	288(%rbx), %ymm6
	vaddpd	%ymm2, %ymm5, %ymm2
	vsubpd	%ymm9, %ymm6, %ymm5
	vmovupd	352(%rbx), %ymm6
	vaddpd	%ymm2, %ymm1, %ymm1
	vmovdqu	352(%r12), %ymm2
	vsubpd	%ymm2, %ymm6, %ymm14
	vmovupd	416(%rbx), %ymm6
	vsubpd	%ymm7, %ymm6, %ymm13
	vmovdqu	480(%r12), %ymm6
	vsubpd	%ymm6, %ymm15, %ymm12
	vdivpd	%ymm9, %ymm5, %ymm15
	vmulpd	%ymm5, %ymm15, %ymm15
	vdivpd	%ymm2, %ymm14, %ymm5
	vmulpd	%ymm14, %ymm5, %ymm5
	vdivpd	%ymm7, %ymm13, %ymm14
	vaddpd	%ymm5, %ymm15, %ymm5
	vmulpd	%ymm13, %ymm14, %ymm13
	vdivpd	%ymm6, %ymm12, %ymm14
	vmulpd	%ymm12, %ymm14, %ymm14
	vpand	96(%rbx), %ymm0, %ymm12
	vpor	96(%rbx), %ymm0, %ymm0
	vaddpd	%ymm14, %ymm13, %ymm13
	vaddpd	%ymm13, %ymm5, %ymm13
	vpand	32(%rbx), %ymm4, %ymm5
	vpor	32(%rbx), %ymm4, %ymm4
	vpand	%ymm12, %ymm5, %ymm5
	vpand	160(%rbx), %ymm3, %ymm12
	vpor	%ymm0, %ymm4, %ymm0
	vpand	224(%rbx), %ymm12, %ymm12
	vpor	160(%rbx), %ymm3, %ymm3
	vpor	224(%rbx), %ymm3, %ymm3
	vpand	%ymm12, %ymm5, %ymm5
	vpand	288(%rbx), %ymm11, %ymm12
	vpor	%ymm3, %ymm0, %ymm0
	vpor	288(%rbx), %ymm11, %ymm3
	vpand	%ymm9, %ymm12, %ymm12
	vpand	%ymm12, %ymm5, %ymm5
	vpand	352(%rbx), %ymm2, %ymm12
	vpor	%ymm9, %ymm3, %ymm3
	vpand	416(%rbx), %ymm12, %ymm12
	vpor	%ymm3, %ymm0, %ymm0
	vpand	%ymm12, %ymm5, %ymm5
	vpand	480(%rbx), %ymm7, %ymm12
	vpand	%ymm6, %ymm12, %ymm12
	vpand	%ymm12, %ymm5, %ymm5
	vpandn	160(%rsp), %ymm5, %ymm5
	vpor	352(%rbx), %ymm2, %ymm2
	vpor	416(%rbx), %ymm2, %ymm2
	vpor	%ymm2, %ymm0, %ymm0
	vpor	480(%rbx), %ymm7, %ymm2
	vpor	%ymm6, %ymm2, %ymm2
	vpor	%ymm2, %ymm0, %ymm0
	vpand	128(%rsp), %ymm0, %ymm0
	vpor	%ymm0, %ymm5, %ymm5
	vptest	%ymm5, %ymm5
	jne	.L1417
	vaddpd	%ymm13, %ymm1, %ymm0
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r14
	subq	%r15, %rax
	addq	$512, %r13
	vaddpd	%ymm0, %ymm10, %ymm1
	vsubpd	%ymm10, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm10, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm4
	vmovapd	%ymm4, 192(%rsp)
	cmpq	%r10, %rax
	jnb	.L1505
.L1418:
	vmovapd	%ymm1, %ymm10
	vmovapd	%ymm8, %ymm9
.L1419:
	leaq	-2048(%r14), %rbx
	leaq	-2048(%r13), %r12
	prefetcht0	(%r14)
	prefetcht0	64(%r14)
	prefetcht0	128(%r14)
	prefetcht0	192(%r14)
	prefetcht0	256(%r14)
	prefetcht0	320(%r14)
	prefetcht0	384(%r14)
	prefetcht0	0(%r13)
	prefetcht0	448(%r14)
	prefetcht0	64(%r13)
	prefetcht0	128(%r13)
	prefetcht0	192(%r13)
	prefetcht0	256(%r13)
	prefetcht0	320(%r13)
	prefetcht0	384(%r13)
	prefetcht0	448(%r13)
	cmpq	$63, %r15
	ja	.L1408
	xorl	%eax, %eax
	leaq	1024(%rsp), %rdx
	movq	%r9, %rdi
	movq	%rbx, %rsi
	movl	$64, %ecx
	movq	%r9, %rbx
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r9, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r12, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r12
	jmp	.L1408
	.p2align 4,,10
	.p2align 3
.L1406:
	cmpl	$1, %eax
	je	.L1423
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm0, 320(%rsp)
	vmovapd	%ymm0, 256(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	vmovapd	%ymm0, 288(%rsp)
	testq	%r15, %r15
	je	.L1451
	leaq	512(%rsp), %rax
	movq	%rdx, 64(%rsp)
	movq	%r15, %r13
	leaq	256(%rsp), %r9
	movq	%rax, 112(%rsp)
	leaq	320(%rsp), %r8
	movq	%r15, %r10
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	movq	%r9, %r15
	movq	%r8, %r14
	.p2align 4,,10
	.p2align 3
.L1450:
	leaq	-2048(%r12), %r8
	leaq	-2048(%rbx), %r9
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r13
	jbe	.L1509
.L1442:
	xorl	%eax, %eax
	movq	%r10, 128(%rsp)
	movq	%r13, 224(%rsp)
	movq	%rax, %r13
	movq	%r14, %rax
	movq	%r15, %r14
	movq	%rbx, 192(%rsp)
	movq	%rax, %r15
	movq	%r8, %rbx
	movq	%r12, 160(%rsp)
	movq	%r9, %r12
.L1449:
	movq	120(%rsp), %rcx
	leaq	(%r12,%r13), %rdx
	leaq	(%rbx,%r13), %rsi
	movl	$8, %edi
	call	guarded_rows
	vmovapd	%ymm0, %ymm1
	vmovapd	(%r14,%r13), %ymm0
	vaddpd	%ymm0, %ymm1, %ymm2
	vsubpd	%ymm0, %ymm2, %ymm3
	vmovapd	%ymm2, (%r14,%r13)
	vsubpd	%ymm3, %ymm2, %ymm4
	vsubpd	%ymm3, %ymm1, %ymm1
	vsubpd	%ymm4, %ymm0, %ymm0
	vaddpd	%ymm1, %ymm0, %ymm0
	vaddpd	(%r15,%r13), %ymm0, %ymm0
	vmovapd	%ymm0, (%r15,%r13)
	cmpq	$32, %r13
	je	.L1510
	movl	$32, %r13d
	jmp	.L1449
	.p2align 4,,10
	.p2align 3
.L1510:
	movq	224(%rsp), %r13
	movq	128(%rsp), %r10
	movq	%r15, %rax
	movq	%r14, %r15
	movq	192(%rsp), %rbx
	movq	160(%rsp), %r12
	movq	%rax, %r14
	subq	$64, %r13
	movq	%r10, %rax
	subq	%r13, %rax
	addq	$512, %r12
	addq	$512, %rbx
	cmpq	%r10, %rax
	jb	.L1450
	movq	64(%rsp), %rdx
.L1451:
	vmovdqa	256(%rsp), %xmm4
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	352(%rsp), %xmm6
	vmovdqa	336(%rsp), %xmm7
	vmovdqa	%xmm4, 384(%rsp)
	vmovdqa	272(%rsp), %xmm4
	vmovsd	384(%rsp), %xmm13
	vmovsd	392(%rsp), %xmm12
	vmovdqa	%xmm6, 480(%rsp)
	vmovdqa	%xmm4, 400(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	288(%rsp), %xmm4
	vmovsd	400(%rsp), %xmm11
	vmovdqa	%xmm7, 464(%rsp)
	vmovsd	408(%rsp), %xmm10
	vmovdqa	%xmm4, 416(%rsp)
	vmovdqa	304(%rsp), %xmm4
	vmovsd	416(%rsp), %xmm9
	vmovsd	424(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm6
	vmovdqa	%xmm4, 432(%rsp)
	vmovdqa	320(%rsp), %xmm4
	vmovdqa	%xmm4, 448(%rsp)
	vaddsd	%xmm6, %xmm11, %xmm5
	vmovdqa	368(%rsp), %xmm4
	vmovsd	448(%rsp), %xmm7
	vmovdqa	%xmm4, 496(%rsp)
	vmovsd	456(%rsp), %xmm4
	vmovsd	%xmm7, (%rsp)
	vmovsd	464(%rsp), %xmm7
	vmovsd	%xmm4, 104(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	%xmm7, 32(%rsp)
	vmovsd	472(%rsp), %xmm7
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	%xmm7, 64(%rsp)
	vmovsd	480(%rsp), %xmm7
	vmovsd	%xmm7, 112(%rsp)
	vmovsd	488(%rsp), %xmm7
	vaddsd	%xmm3, %xmm8, %xmm2
	vmovsd	%xmm7, 120(%rsp)
	vmovsd	432(%rsp), %xmm7
	vmovsd	%xmm7, 128(%rsp)
	vaddsd	%xmm7, %xmm2, %xmm0
	vmovsd	496(%rsp), %xmm7
	vmovsd	%xmm7, 160(%rsp)
	vmovsd	440(%rsp), %xmm7
	vmovsd	%xmm7, 224(%rsp)
	vaddsd	%xmm7, %xmm0, %xmm15
	vmovsd	504(%rsp), %xmm7
	vmovsd	%xmm7, 192(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm7
	vucomisd	.LC126(%rip), %xmm7
	vmovsd	%xmm15, (%rdx)
	jbe	.L1425
.L1508:
	vmovsd	%xmm14, %xmm14, %xmm0
.L1426:
	vmovsd	%xmm0, 8(%rdx)
	vzeroupper
	leaq	-40(%rbp), %rsp
	popq	%rbx
	popq	%r12
	popq	%r13
	popq	%r14
	popq	%r15
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L1509:
	.cfi_restore_state
	movq	112(%rsp), %rdi
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r8, %rsi
	leaq	1024(%rsp), %r11
	movq	112(%rsp), %r8
	rep stosq
	movl	$64, %ecx
	movq	%r11, %rdi
	rep stosq
	leaq	0(,%r13,8), %rax
	movq	%r13, %rcx
	movq	112(%rsp), %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r9, %rsi
	movl	%eax, %ecx
	movq	%r11, %rdi
	rep movsq
	movq	%r11, %r9
	jmp	.L1442
	.p2align 4,,10
	.p2align 3
.L1417:
	movq	120(%rsp), %rcx
	leaq	32(%r12), %rdx
	leaq	32(%rbx), %rsi
	movl	$8, %edi
	movq	%r9, 104(%rsp)
	subq	$64, %r15
	addq	$512, %r14
	addq	$512, %r13
	movq	%r10, 32(%rsp)
	vmovapd	%ymm8, (%rsp)
	vmovapd	%ymm10, 64(%rsp)
	call	guarded_rows
	vmovapd	64(%rsp), %ymm10
	movq	32(%rsp), %r10
	movq	104(%rsp), %r9
	vmovapd	(%rsp), %ymm8
	vaddpd	%ymm0, %ymm10, %ymm1
	movq	%r10, %rax
	subq	%r15, %rax
	cmpq	%r10, %rax
	vsubpd	%ymm10, %ymm1, %ymm3
	vsubpd	%ymm3, %ymm1, %ymm2
	vsubpd	%ymm3, %ymm0, %ymm0
	vsubpd	%ymm2, %ymm10, %ymm2
	vaddpd	%ymm0, %ymm2, %ymm0
	vaddpd	192(%rsp), %ymm0, %ymm7
	vmovapd	%ymm7, 192(%rsp)
	jb	.L1418
	.p2align 4,,10
	.p2align 3
.L1505:
	vmovapd	224(%rsp), %ymm11
	movq	112(%rsp), %rdx
.L1407:
	vxorpd	%xmm14, %xmm14, %xmm14
	vunpckhpd	%xmm8, %xmm8, %xmm2
	vextractf128	$0x1, %ymm8, %xmm0
	vmovsd	%xmm1, 160(%rsp)
	vaddsd	%xmm14, %xmm8, %xmm7
	vmovsd	%xmm8, %xmm8, %xmm12
	vunpckhpd	%xmm1, %xmm1, %xmm15
	vmovsd	%xmm0, 224(%rsp)
	vaddsd	%xmm7, %xmm2, %xmm9
	vaddsd	%xmm0, %xmm9, %xmm8
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm8, %xmm0, %xmm6
	vaddsd	%xmm1, %xmm6, %xmm5
	vextractf128	$0x1, %ymm1, %xmm1
	vmovsd	%xmm1, 128(%rsp)
	vaddsd	%xmm5, %xmm15, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm3
	vunpckhpd	%xmm1, %xmm1, %xmm1
	vmovsd	%xmm1, 120(%rsp)
	vaddsd	%xmm1, %xmm3, %xmm13
	vandpd	.LC125(%rip), %xmm13, %xmm1
	vucomisd	.LC126(%rip), %xmm1
	vmovsd	%xmm13, (%rdx)
	ja	.L1504
	vsubsd	%xmm7, %xmm7, %xmm1
	vsubsd	%xmm7, %xmm12, %xmm12
	vsubsd	%xmm1, %xmm14, %xmm1
	vaddsd	%xmm12, %xmm1, %xmm1
	vunpckhpd	%xmm11, %xmm11, %xmm12
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	%xmm14, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm9, %xmm14
	vsubsd	%xmm14, %xmm9, %xmm10
	vsubsd	%xmm14, %xmm2, %xmm2
	vsubsd	%xmm10, %xmm7, %xmm7
	vsubsd	%xmm9, %xmm8, %xmm10
	vaddsd	%xmm2, %xmm7, %xmm2
	vmovsd	224(%rsp), %xmm7
	vsubsd	%xmm10, %xmm7, %xmm7
	vaddsd	%xmm12, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm10, %xmm8, %xmm2
	vsubsd	%xmm8, %xmm6, %xmm10
	vsubsd	%xmm2, %xmm9, %xmm9
	vextractf128	$0x1, %ymm11, %xmm2
	vsubsd	%xmm10, %xmm0, %xmm0
	vaddsd	%xmm7, %xmm9, %xmm7
	vmovapd	192(%rsp), %ymm9
	vaddsd	%xmm2, %xmm7, %xmm7
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm10, %xmm6, %xmm7
	vsubsd	%xmm7, %xmm8, %xmm8
	vmovsd	160(%rsp), %xmm7
	vaddsd	%xmm0, %xmm8, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm6, %xmm5, %xmm2
	vaddsd	%xmm1, %xmm0, %xmm1
	vsubsd	%xmm2, %xmm5, %xmm0
	vsubsd	%xmm2, %xmm7, %xmm14
	vsubsd	%xmm5, %xmm4, %xmm7
	vunpckhpd	%xmm9, %xmm9, %xmm2
	vsubsd	%xmm0, %xmm6, %xmm0
	vsubsd	%xmm3, %xmm13, %xmm6
	vsubsd	%xmm7, %xmm15, %xmm15
	vaddsd	%xmm14, %xmm0, %xmm0
	vaddsd	%xmm9, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	vsubsd	%xmm7, %xmm4, %xmm1
	vsubsd	%xmm4, %xmm3, %xmm7
	vsubsd	%xmm1, %xmm5, %xmm1
	vaddsd	%xmm15, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm3, %xmm0
	vsubsd	%xmm0, %xmm4, %xmm2
	vmovsd	128(%rsp), %xmm4
	vsubsd	%xmm7, %xmm4, %xmm0
	vmovsd	120(%rsp), %xmm4
	vaddsd	%xmm0, %xmm2, %xmm2
	vextractf128	$0x1, %ymm9, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm2
	vunpckhpd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm1, %xmm2, %xmm2
	vsubsd	%xmm6, %xmm13, %xmm1
	vsubsd	%xmm1, %xmm3, %xmm1
	vsubsd	%xmm6, %xmm4, %xmm3
	vaddsd	%xmm3, %xmm1, %xmm1
	vaddsd	%xmm0, %xmm1, %xmm0
	vaddsd	%xmm2, %xmm0, %xmm0
	jmp	.L1426
	.p2align 4,,10
	.p2align 3
.L1415:
	movq	120(%rsp), %rcx
	movq	%r12, %rdx
	movq	%rbx, %rsi
	movl	$8, %edi
	movq	%r9, (%rsp)
	movq	%r10, 104(%rsp)
	vmovapd	%ymm10, 32(%rsp)
	vmovapd	%ymm9, 64(%rsp)
	call	guarded_rows
	movq	(%rsp), %r9
	movq	104(%rsp), %r10
	vmovapd	32(%rsp), %ymm10
	vmovapd	64(%rsp), %ymm9
	jmp	.L1416
.L1504:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.L1426
.L1423:
	vxorpd	%xmm0, %xmm0, %xmm0
	vmovsd	32(%rcx), %xmm7
	vmovsd	64(%rcx), %xmm1
	vmovapd	%ymm0, 320(%rsp)
	vmovsd	72(%rcx), %xmm6
	vmovapd	%ymm0, 256(%rsp)
	vmovapd	%ymm0, 352(%rsp)
	vmovapd	%ymm0, 288(%rsp)
	testq	%r15, %r15
	je	.L1441
	movq	%rdx, 104(%rsp)
	vbroadcastsd	%xmm7, %ymm7
	movabsq	$2305843009213693952, %rax
	vbroadcastsd	.LC5(%rip), %ymm9
	vmovq	%rax, %xmm10
	vbroadcastsd	%xmm1, %ymm1
	movq	%r15, %r10
	vbroadcastsd	.LC185(%rip), %ymm8
	vbroadcastsd	%xmm6, %ymm6
	leaq	2048(%rdi), %r12
	leaq	2048(%rsi), %rbx
	leaq	256(%rsp), %r9
	leaq	320(%rsp), %r8
	vpbroadcastq	%xmm10, %ymm10
	.p2align 4,,10
	.p2align 3
.L1440:
	leaq	-2048(%r12), %r14
	leaq	-2048(%rbx), %r13
	prefetcht0	(%rbx)
	prefetcht0	(%r12)
	prefetcht0	64(%r12)
	prefetcht0	64(%rbx)
	prefetcht0	128(%r12)
	prefetcht0	192(%r12)
	prefetcht0	256(%r12)
	prefetcht0	128(%rbx)
	prefetcht0	320(%r12)
	prefetcht0	384(%r12)
	prefetcht0	448(%r12)
	prefetcht0	192(%rbx)
	prefetcht0	256(%rbx)
	prefetcht0	320(%rbx)
	prefetcht0	384(%rbx)
	prefetcht0	448(%rbx)
	cmpq	$63, %r15
	jbe	.L1511
.L1430:
	xorl	%eax, %eax
.L1439:
	vmovdqu	0(%r13), %ymm2
	vmovapd	%ymm1, %ymm5
	vmovapd	%ymm1, %ymm12
	vmovapd	%ymm1, %ymm13
	vmulpd	(%r14), %ymm7, %ymm0
	vmovapd	%ymm1, %ymm14
	vmulpd	%ymm2, %ymm1, %ymm4
	vfmsub132pd	%ymm2, %ymm4, %ymm5
	vsubpd	%ymm4, %ymm0, %ymm3
	vandpd	%ymm4, %ymm0, %ymm11
	vmulpd	%ymm2, %ymm6, %ymm2
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm5, %ymm2, %ymm2
	vmovdqu	64(%r13), %ymm5
	vsubpd	%ymm2, %ymm3, %ymm2
	vandpd	%ymm9, %ymm2, %ymm3
	vcmpltpd	%ymm3, %ymm0, %ymm0
	vpand	%ymm2, %ymm0, %ymm0
	vdivpd	%ymm4, %ymm0, %ymm4
	vmulpd	64(%r14), %ymm7, %ymm2
	vmulpd	%ymm0, %ymm4, %ymm4
	vmulpd	%ymm5, %ymm1, %ymm0
	vfmsub132pd	%ymm5, %ymm0, %ymm12
	vandpd	%ymm0, %ymm2, %ymm3
	vmulpd	%ymm5, %ymm6, %ymm5
	vpand	%ymm11, %ymm3, %ymm3
	vsubpd	%ymm0, %ymm2, %ymm11
	vmulpd	%ymm8, %ymm2, %ymm2
	vaddpd	%ymm12, %ymm5, %ymm5
	vsubpd	%ymm5, %ymm11, %ymm5
	vandpd	%ymm9, %ymm5, %ymm11
	vcmpltpd	%ymm11, %ymm2, %ymm2
	vpand	%ymm5, %ymm2, %ymm2
	vmovdqu	128(%r13), %ymm5
	vdivpd	%ymm0, %ymm2, %ymm0
	vmulpd	%ymm5, %ymm1, %ymm11
	vfmsub132pd	%ymm5, %ymm11, %ymm13
	vmulpd	%ymm5, %ymm6, %ymm5
	vaddpd	%ymm13, %ymm5, %ymm5
	vmovapd	%ymm1, %ymm13
	vmulpd	%ymm2, %ymm0, %ymm0
	vmulpd	128(%r14), %ymm7, %ymm2
	vaddpd	%ymm4, %ymm0, %ymm0
	vsubpd	%ymm11, %ymm2, %ymm12
	vandpd	%ymm11, %ymm2, %ymm4
	vmulpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm12, %ymm5
	vandpd	%ymm9, %ymm5, %ymm12
	vcmpltpd	%ymm12, %ymm2, %ymm2
	vmovdqu	192(%r13), %ymm12
	vpand	%ymm5, %ymm2, %ymm2
	vdivpd	%ymm11, %ymm2, %ymm11
	vmulpd	%ymm12, %ymm1, %ymm5
	vfmsub132pd	%ymm12, %ymm5, %ymm13
	vmulpd	%ymm12, %ymm6, %ymm12
	vaddpd	%ymm13, %ymm12, %ymm12
	vmulpd	%ymm2, %ymm11, %ymm11
	vmulpd	192(%r14), %ymm7, %ymm2
	vpand	%ymm2, %ymm4, %ymm4
	vpand	%ymm3, %ymm4, %ymm4
	vsubpd	%ymm5, %ymm2, %ymm3
	vmulpd	%ymm8, %ymm2, %ymm2
	vsubpd	%ymm12, %ymm3, %ymm3
	vandpd	%ymm9, %ymm3, %ymm12
	vcmpltpd	%ymm12, %ymm2, %ymm2
	vmovapd	%ymm1, %ymm12
	vpand	%ymm3, %ymm2, %ymm2
	vdivpd	%ymm5, %ymm2, %ymm3
	vmulpd	%ymm2, %ymm3, %ymm2
	vaddpd	%ymm11, %ymm2, %ymm2
	vmovdqu	256(%r13), %ymm11
	vmulpd	%ymm11, %ymm1, %ymm3
	vaddpd	%ymm0, %ymm2, %ymm2
	vmulpd	256(%r14), %ymm7, %ymm0
	vfmsub132pd	%ymm11, %ymm3, %ymm12
	vmulpd	%ymm11, %ymm6, %ymm11
	vandpd	%ymm0, %ymm5, %ymm5
	vpand	%ymm3, %ymm5, %ymm5
	vpand	%ymm4, %ymm5, %ymm5
	vsubpd	%ymm3, %ymm0, %ymm4
	vmulpd	%ymm8, %ymm0, %ymm0
	vaddpd	%ymm12, %ymm11, %ymm11
	vsubpd	%ymm11, %ymm4, %ymm4
	vandpd	%ymm9, %ymm4, %ymm11
	vcmpltpd	%ymm11, %ymm0, %ymm0
	vmovdqu	320(%r13), %ymm11
	vpand	%ymm4, %ymm0, %ymm0
	vdivpd	%ymm3, %ymm0, %ymm3
	vmulpd	%ymm11, %ymm1, %ymm4
	vfmsub132pd	%ymm11, %ymm4, %ymm14
	vmulpd	%ymm11, %ymm6, %ymm11
	vaddpd	%ymm14, %ymm11, %ymm11
	vmovapd	%ymm1, %ymm14
	vmulpd	%ymm0, %ymm3, %ymm3
	vmulpd	320(%r14), %ymm7, %ymm0
	vsubpd	%ymm4, %ymm0, %ymm13
	vandpd	%ymm4, %ymm0, %ymm12
	vmulpd	%ymm8, %ymm0, %ymm0
	vsubpd	%ymm11, %ymm13, %ymm11
	vandpd	%ymm9, %ymm11, %ymm13
	vcmpltpd	%ymm13, %ymm0, %ymm0
	vmovapd	%ymm1, %ymm13
	vpand	%ymm11, %ymm0, %ymm0
	vmovdqu	384(%r13), %ymm11
	vdivpd	%ymm4, %ymm0, %ymm4
	vmulpd	%ymm0, %ymm4, %ymm4
	vmulpd	%ymm11, %ymm1, %ymm0
	vaddpd	%ymm3, %ymm4, %ymm4
	vmulpd	384(%r14), %ymm7, %ymm3
	vfmsub132pd	%ymm11, %ymm0, %ymm13
	vmulpd	%ymm11, %ymm6, %ymm11
	vpand	%ymm3, %ymm12, %ymm12
	vpand	%ymm5, %ymm12, %ymm12
	vsubpd	%ymm0, %ymm3, %ymm5
	vaddpd	%ymm13, %ymm11, %ymm11
	vmulpd	%ymm8, %ymm3, %ymm3
	vmovdqu	448(%r13), %ymm13
	vsubpd	%ymm11, %ymm5, %ymm5
	vandpd	%ymm9, %ymm5, %ymm11
	vcmpltpd	%ymm11, %ymm3, %ymm3
	vpand	%ymm5, %ymm3, %ymm3
	vdivpd	%ymm0, %ymm3, %ymm11
	vmulpd	448(%r14), %ymm7, %ymm5
	vandpd	%ymm5, %ymm0, %ymm0
	vmulpd	%ymm3, %ymm11, %ymm11
	vmulpd	%ymm13, %ymm1, %ymm3
	vfmsub132pd	%ymm13, %ymm3, %ymm14
	vpand	%ymm3, %ymm0, %ymm0
	vmulpd	%ymm13, %ymm6, %ymm13
	vpand	%ymm12, %ymm0, %ymm0
	vsubpd	%ymm3, %ymm5, %ymm12
	vmulpd	%ymm8, %ymm5, %ymm5
	vpandn	%ymm10, %ymm0, %ymm0
	vptest	%ymm0, %ymm0
	vaddpd	%ymm14, %ymm13, %ymm13
	vsubpd	%ymm13, %ymm12, %ymm12
	vandpd	%ymm9, %ymm12, %ymm13
	vcmpltpd	%ymm13, %ymm5, %ymm5
	vpand	%ymm12, %ymm5, %ymm5
	vdivpd	%ymm3, %ymm5, %ymm3
	vmulpd	%ymm5, %ymm3, %ymm3
	vaddpd	%ymm11, %ymm3, %ymm3
	vaddpd	%ymm4, %ymm3, %ymm3
	jne	.L1512
	vaddpd	%ymm3, %ymm2, %ymm2
.L1438:
	vmovapd	(%r9,%rax), %ymm0
	addq	$32, %r14
	addq	$32, %r13
	vaddpd	%ymm2, %ymm0, %ymm3
	vsubpd	%ymm0, %ymm3, %ymm4
	vmovapd	%ymm3, (%r9,%rax)
	vsubpd	%ymm4, %ymm3, %ymm5
	vsubpd	%ymm4, %ymm2, %ymm2
	vsubpd	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm2, %ymm0, %ymm0
	vaddpd	(%r8,%rax), %ymm0, %ymm0
	vmovapd	%ymm0, (%r8,%rax)
	cmpq	$32, %rax
	je	.L1513
	movl	$32, %eax
	jmp	.L1439
	.p2align 4,,10
	.p2align 3
.L1511:
	leaq	512(%rsp), %r11
	xorl	%eax, %eax
	movl	$64, %ecx
	movq	%r14, %rsi
	leaq	1024(%rsp), %rdx
	movq	%r11, %rdi
	movq	%r11, %r14
	rep stosq
	movl	$64, %ecx
	movq	%rdx, %rdi
	rep stosq
	leaq	0(,%r15,8), %rax
	movq	%r15, %rcx
	movq	%r11, %rdi
	shrl	$3, %eax
	andl	$536870911, %ecx
	rep movsq
	movq	%r13, %rsi
	movl	%eax, %ecx
	movq	%rdx, %rdi
	rep movsq
	movq	%rdx, %r13
	jmp	.L1430
.L1425:
	vsubsd	%xmm1, %xmm1, %xmm7
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm7, %xmm14, %xmm7
	vaddsd	%xmm13, %xmm7, %xmm7
	vaddsd	(%rsp), %xmm7, %xmm7
	vaddsd	%xmm14, %xmm7, %xmm7
	vsubsd	%xmm1, %xmm6, %xmm14
	vsubsd	%xmm14, %xmm6, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm6, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	104(%rsp), %xmm1, %xmm1
	vaddsd	%xmm7, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm5, %xmm7
	vsubsd	%xmm7, %xmm6, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm6, %xmm6
	vaddsd	32(%rsp), %xmm6, %xmm6
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm1, %xmm6, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	64(%rsp), %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm3, %xmm2, %xmm6
	vsubsd	%xmm5, %xmm4, %xmm4
	vsubsd	%xmm6, %xmm8, %xmm8
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	112(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm6, %xmm2, %xmm4
	vmovsd	128(%rsp), %xmm6
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm2, %xmm0, %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	120(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm4, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm4, %xmm6, %xmm2
	vmovsd	224(%rsp), %xmm6
	vsubsd	%xmm0, %xmm15, %xmm4
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	160(%rsp), %xmm1, %xmm1
	vsubsd	%xmm4, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm4, %xmm6, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	192(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1426
.L1452:
	vxorpd	%xmm4, %xmm4, %xmm4
	vmovapd	%ymm4, %ymm11
	vmovapd	%ymm4, %ymm1
	vmovapd	%ymm4, %ymm8
	vmovapd	%ymm4, 192(%rsp)
	jmp	.L1407
	.p2align 4,,10
	.p2align 3
.L1513:
	subq	$64, %r15
	movq	%r10, %rax
	addq	$512, %r12
	addq	$512, %rbx
	subq	%r15, %rax
	cmpq	%r10, %rax
	jb	.L1440
	movq	104(%rsp), %rdx
.L1441:
	vmovdqa	256(%rsp), %xmm4
	vxorpd	%xmm14, %xmm14, %xmm14
	vmovdqa	336(%rsp), %xmm6
	vmovdqa	%xmm4, 384(%rsp)
	vmovdqa	272(%rsp), %xmm4
	vmovsd	384(%rsp), %xmm13
	vmovsd	392(%rsp), %xmm12
	vmovdqa	%xmm6, 464(%rsp)
	vmovdqa	368(%rsp), %xmm6
	vmovdqa	%xmm4, 400(%rsp)
	vaddsd	%xmm14, %xmm13, %xmm1
	vmovdqa	288(%rsp), %xmm4
	vmovsd	400(%rsp), %xmm11
	vmovsd	408(%rsp), %xmm10
	vmovdqa	%xmm6, 496(%rsp)
	vmovdqa	%xmm4, 416(%rsp)
	vmovdqa	304(%rsp), %xmm4
	vmovsd	416(%rsp), %xmm9
	vmovsd	424(%rsp), %xmm8
	vaddsd	%xmm1, %xmm12, %xmm7
	vmovdqa	%xmm4, 432(%rsp)
	vmovdqa	320(%rsp), %xmm4
	vmovdqa	%xmm4, 448(%rsp)
	vaddsd	%xmm7, %xmm11, %xmm5
	vmovdqa	352(%rsp), %xmm4
	vmovsd	456(%rsp), %xmm6
	vmovdqa	%xmm4, 480(%rsp)
	vmovsd	448(%rsp), %xmm4
	vmovsd	%xmm6, 104(%rsp)
	vmovsd	472(%rsp), %xmm6
	vmovsd	%xmm4, (%rsp)
	vmovsd	464(%rsp), %xmm4
	vmovsd	%xmm6, 64(%rsp)
	vmovsd	480(%rsp), %xmm6
	vmovsd	%xmm4, 32(%rsp)
	vaddsd	%xmm5, %xmm10, %xmm4
	vmovsd	%xmm6, 112(%rsp)
	vmovsd	488(%rsp), %xmm6
	vaddsd	%xmm4, %xmm9, %xmm3
	vmovsd	%xmm6, 120(%rsp)
	vmovsd	432(%rsp), %xmm6
	vmovsd	%xmm6, 128(%rsp)
	vaddsd	%xmm3, %xmm8, %xmm2
	vaddsd	%xmm6, %xmm2, %xmm0
	vmovsd	496(%rsp), %xmm6
	vmovsd	%xmm6, 160(%rsp)
	vmovsd	440(%rsp), %xmm6
	vmovsd	%xmm6, 224(%rsp)
	vaddsd	%xmm6, %xmm0, %xmm15
	vmovsd	504(%rsp), %xmm6
	vmovsd	%xmm6, 192(%rsp)
	vandpd	.LC125(%rip), %xmm15, %xmm6
	vucomisd	.LC126(%rip), %xmm6
	vmovsd	%xmm15, (%rdx)
	ja	.L1508
	vsubsd	%xmm1, %xmm1, %xmm6
	vsubsd	%xmm1, %xmm13, %xmm13
	vsubsd	%xmm6, %xmm14, %xmm6
	vaddsd	%xmm13, %xmm6, %xmm6
	vaddsd	(%rsp), %xmm6, %xmm6
	vaddsd	%xmm14, %xmm6, %xmm6
	vsubsd	%xmm1, %xmm7, %xmm14
	vsubsd	%xmm14, %xmm7, %xmm13
	vsubsd	%xmm14, %xmm12, %xmm12
	vsubsd	%xmm7, %xmm5, %xmm14
	vsubsd	%xmm13, %xmm1, %xmm1
	vsubsd	%xmm14, %xmm11, %xmm11
	vaddsd	%xmm12, %xmm1, %xmm1
	vaddsd	104(%rsp), %xmm1, %xmm1
	vaddsd	%xmm6, %xmm1, %xmm6
	vsubsd	%xmm14, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm7, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm7
	vaddsd	%xmm11, %xmm1, %xmm1
	vaddsd	32(%rsp), %xmm1, %xmm1
	vsubsd	%xmm7, %xmm10, %xmm10
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm7, %xmm4, %xmm6
	vsubsd	%xmm3, %xmm2, %xmm7
	vsubsd	%xmm6, %xmm5, %xmm5
	vsubsd	%xmm4, %xmm3, %xmm6
	vsubsd	%xmm7, %xmm8, %xmm8
	vaddsd	%xmm10, %xmm5, %xmm5
	vaddsd	64(%rsp), %xmm5, %xmm5
	vsubsd	%xmm6, %xmm9, %xmm9
	vaddsd	%xmm1, %xmm5, %xmm1
	vsubsd	%xmm6, %xmm3, %xmm5
	vsubsd	%xmm5, %xmm4, %xmm4
	vaddsd	%xmm9, %xmm4, %xmm4
	vaddsd	112(%rsp), %xmm4, %xmm4
	vaddsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm2, %xmm4
	vmovsd	128(%rsp), %xmm7
	vsubsd	%xmm4, %xmm3, %xmm3
	vsubsd	%xmm2, %xmm0, %xmm4
	vaddsd	%xmm8, %xmm3, %xmm3
	vaddsd	120(%rsp), %xmm3, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm4, %xmm0, %xmm1
	vsubsd	%xmm1, %xmm2, %xmm1
	vsubsd	%xmm4, %xmm7, %xmm2
	vmovsd	224(%rsp), %xmm7
	vsubsd	%xmm0, %xmm15, %xmm4
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	160(%rsp), %xmm1, %xmm1
	vsubsd	%xmm4, %xmm15, %xmm2
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm2, %xmm0, %xmm0
	vsubsd	%xmm4, %xmm7, %xmm2
	vaddsd	%xmm2, %xmm0, %xmm0
	vaddsd	192(%rsp), %xmm0, %xmm0
	vaddsd	%xmm1, %xmm0, %xmm0
	jmp	.L1426
.L1512:
	movq	120(%rsp), %rcx
	movq	%r13, %rdx
	movq	%r14, %rsi
	movl	$8, %edi
	movq	%r8, 32(%rsp)
	movq	%r9, 64(%rsp)
	movq	%r10, 112(%rsp)
	movq	%rax, 128(%rsp)
	vmovapd	%ymm6, 160(%rsp)
	vmovapd	%ymm1, 192(%rsp)
	vmovapd	%ymm7, 224(%rsp)
	call	guarded_rows
	vmovdqa	.LC175(%rip), %ymm10
	vmovapd	.LC4(%rip), %ymm9
	vmovapd	.LC184(%rip), %ymm8
	movq	112(%rsp), %r10
	vmovapd	%ymm0, %ymm2
	vmovapd	224(%rsp), %ymm7
	movq	128(%rsp), %rax
	vmovapd	192(%rsp), %ymm1
	movq	64(%rsp), %r9
	vmovapd	160(%rsp), %ymm6
	movq	32(%rsp), %r8
	jmp	.L1438
	.cfi_endproc
.LFE6484:
	.size	sum_chi_square, .-sum_chi_square
	.p2align 4
	.type	total_block, @function
total_block:
.LFB6451:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	.cfi_offset 6, -16
	vpxor	%xmm1, %xmm1, %xmm1
	movq	%rsp, %rbp
	.cfi_def_cfa_register 6
	pushq	%r14
	pushq	%rbx
	.cfi_offset 14, -24
	.cfi_offset 3, -32
	movq	%rdx, %rbx
	andq	$-32, %rsp
	addq	$-128, %rsp
	vmovdqa	%xmm1, 64(%rsp)
	vmovdqa	%xmm1, 80(%rsp)
	vmovdqa	%xmm1, 96(%rsp)
	vmovdqa	%xmm1, 112(%rsp)
	testq	%rsi, %rsi
	je	.L1528
	leaq	-1(%rsi), %rax
	vxorpd	%xmm2, %xmm2, %xmm2
	leaq	-8(%rsi), %r8
	movq	%rdi, %rcx
	vmovapd	%ymm2, %ymm1
	vmovapd	%ymm2, %ymm4
	vmovapd	%ymm2, %ymm9
	andq	$-8, %rax
	vbroadcastsd	%xmm0, %ymm7
	subq	%rax, %r8
	vpxor	%xmm0, %xmm0, %xmm0
	movq	%rsi, %rax
	leaq	64(%rsp), %r10
	jmp	.L1522
	.p2align 4,,10
	.p2align 3
.L1516:
	vmovdqu	(%rdx), %ymm5
	subq	$8, %rax
	addq	$64, %rcx
	vmulpd	%ymm5, %ymm7, %ymm8
	vaddpd	%ymm8, %ymm4, %ymm6
	vsubpd	%ymm4, %ymm6, %ymm3
	vsubpd	%ymm3, %ymm6, %ymm10
	vsubpd	%ymm3, %ymm8, %ymm8
	vsubpd	%ymm10, %ymm4, %ymm4
	vaddpd	%ymm8, %ymm4, %ymm4
	vaddpd	%ymm4, %ymm1, %ymm1
	vmovdqu	32(%rdx), %ymm4
	vpor	%ymm4, %ymm5, %ymm5
	vmulpd	%ymm4, %ymm7, %ymm4
	vpor	%ymm5, %ymm0, %ymm0
	vaddpd	%ymm4, %ymm9, %ymm10
	vsubpd	%ymm9, %ymm10, %ymm5
	vsubpd	%ymm5, %ymm10, %ymm3
	vsubpd	%ymm5, %ymm4, %ymm4
	vsubpd	%ymm3, %ymm9, %ymm3
	vaddpd	%ymm4, %ymm3, %ymm3
	vaddpd	%ymm3, %ymm2, %ymm2
	cmpq	%r8, %rax
	je	.L1546
	vmovapd	%ymm10, %ymm9
	vmovapd	%ymm6, %ymm4
.L1522:
	movq	%rcx, %rdx
	cmpq	$7, %rax
	ja	.L1516
	leal	0(,%rax,8), %r9d
	xorl	%edx, %edx
.L1517:
	movl	%edx, %r11d
	addl	$8, %edx
	movq	(%rcx,%r11), %r14
	movq	%r14, (%r10,%r11)
	cmpl	%r9d, %edx
	jb	.L1517
	movq	%r10, %rdx
	jmp	.L1516
	.p2align 4,,10
	.p2align 3
.L1546:
	vpsrlq	$63, %ymm0, %ymm0
.L1515:
	vxorpd	%xmm12, %xmm12, %xmm12
	vunpckhpd	%xmm6, %xmm6, %xmm3
	vmovsd	%xmm6, %xmm6, %xmm13
	vmovsd	%xmm10, 40(%rsp)
	vaddsd	%xmm12, %xmm6, %xmm7
	vextractf128	$0x1, %ymm6, %xmm6
	vunpckhpd	%xmm10, %xmm10, %xmm4
	vmovsd	%xmm6, 56(%rsp)
	vmovsd	%xmm4, 32(%rsp)
	vaddsd	%xmm7, %xmm3, %xmm9
	vaddsd	%xmm6, %xmm9, %xmm8
	vunpckhpd	%xmm6, %xmm6, %xmm6
	vmovsd	%xmm6, 48(%rsp)
	vaddsd	%xmm6, %xmm8, %xmm11
	vaddsd	%xmm10, %xmm11, %xmm6
	vextractf128	$0x1, %ymm10, %xmm10
	vunpckhpd	%xmm10, %xmm10, %xmm14
	vmovsd	%xmm10, 24(%rsp)
	vaddsd	%xmm4, %xmm6, %xmm5
	vaddsd	%xmm10, %xmm5, %xmm4
	vaddsd	%xmm14, %xmm4, %xmm15
	vandpd	.LC125(%rip), %xmm15, %xmm10
	vucomisd	.LC126(%rip), %xmm10
	vmovsd	%xmm15, (%rbx)
	ja	.L1542
	vsubsd	%xmm7, %xmm9, %xmm10
	vsubsd	%xmm7, %xmm13, %xmm13
	vmovlpd	%xmm1, 8(%rsp)
	vptest	%ymm0, %ymm0
	vmovsd	%xmm10, 16(%rsp)
	vsubsd	%xmm7, %xmm7, %xmm10
	vsubsd	16(%rsp), %xmm3, %xmm3
	vsubsd	%xmm10, %xmm12, %xmm10
	vaddsd	%xmm13, %xmm10, %xmm10
	vaddsd	8(%rsp), %xmm10, %xmm10
	vunpckhpd	%xmm1, %xmm1, %xmm13
	vextractf128	$0x1, %ymm1, %xmm1
	vaddsd	%xmm12, %xmm10, %xmm10
	vsubsd	16(%rsp), %xmm9, %xmm12
	vsubsd	%xmm12, %xmm7, %xmm7
	vsubsd	%xmm9, %xmm8, %xmm12
	vaddsd	%xmm3, %xmm7, %xmm3
	vsubsd	%xmm12, %xmm8, %xmm7
	vsubsd	%xmm7, %xmm9, %xmm9
	vmovsd	56(%rsp), %xmm7
	vaddsd	%xmm13, %xmm3, %xmm3
	vsubsd	%xmm8, %xmm11, %xmm13
	vsubsd	%xmm12, %xmm7, %xmm7
	vsubsd	%xmm11, %xmm6, %xmm12
	vaddsd	%xmm10, %xmm3, %xmm3
	vaddsd	%xmm7, %xmm9, %xmm7
	vaddsd	%xmm1, %xmm7, %xmm7
	vunpckhpd	%xmm1, %xmm1, %xmm1
	vaddsd	%xmm3, %xmm7, %xmm7
	vsubsd	%xmm13, %xmm11, %xmm3
	vsubsd	%xmm3, %xmm8, %xmm8
	vmovsd	48(%rsp), %xmm3
	vsubsd	%xmm13, %xmm3, %xmm3
	vaddsd	%xmm3, %xmm8, %xmm3
	vaddsd	%xmm1, %xmm3, %xmm1
	vsubsd	%xmm12, %xmm6, %xmm3
	vaddsd	%xmm7, %xmm1, %xmm1
	vmovsd	40(%rsp), %xmm7
	vsubsd	%xmm3, %xmm11, %xmm3
	vsubsd	%xmm6, %xmm5, %xmm11
	vsubsd	%xmm12, %xmm7, %xmm7
	vaddsd	%xmm7, %xmm3, %xmm3
	vunpckhpd	%xmm2, %xmm2, %xmm7
	vaddsd	%xmm2, %xmm3, %xmm3
	vextractf128	$0x1, %ymm2, %xmm2
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm11, %xmm5, %xmm1
	vsubsd	%xmm1, %xmm6, %xmm1
	vmovsd	32(%rsp), %xmm6
	vsubsd	%xmm11, %xmm6, %xmm6
	vaddsd	%xmm6, %xmm1, %xmm1
	vsubsd	%xmm5, %xmm4, %xmm6
	vaddsd	%xmm7, %xmm1, %xmm1
	vmovsd	24(%rsp), %xmm7
	vaddsd	%xmm3, %xmm1, %xmm1
	vsubsd	%xmm6, %xmm4, %xmm3
	vsubsd	%xmm3, %xmm5, %xmm3
	vsubsd	%xmm6, %xmm7, %xmm5
	vsubsd	%xmm4, %xmm15, %xmm7
	vaddsd	%xmm5, %xmm3, %xmm3
	vaddsd	%xmm2, %xmm3, %xmm3
	vunpckhpd	%xmm2, %xmm2, %xmm2
	vaddsd	%xmm1, %xmm3, %xmm3
	vsubsd	%xmm7, %xmm15, %xmm1
	vsubsd	%xmm1, %xmm4, %xmm1
	vsubsd	%xmm7, %xmm14, %xmm4
	vaddsd	%xmm4, %xmm1, %xmm1
	vaddsd	%xmm2, %xmm1, %xmm1
	vaddsd	%xmm3, %xmm1, %xmm1
	vmovsd	%xmm1, 8(%rbx)
	jne	.L1547
.L1543:
	vzeroupper
.L1544:
	leaq	-16(%rbp), %rsp
	popq	%rbx
	popq	%r14
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
	.p2align 4,,10
	.p2align 3
.L1542:
	.cfi_restore_state
	vptest	%ymm0, %ymm0
	vxorpd	%xmm1, %xmm1, %xmm1
	vmovsd	%xmm1, 8(%rbx)
	je	.L1543
.L1547:
	vzeroupper
	call	kl_first_invalid@PLT
	testq	%rax, %rax
	js	.L1544
	vmovddup	.LC172(%rip), %xmm0
	vmovupd	%xmm0, (%rbx)
	leaq	-16(%rbp), %rsp
	popq	%rbx
	popq	%r14
	popq	%rbp
	.cfi_remember_state
	.cfi_def_cfa 7, 8
	ret
.L1528:
	.cfi_restore_state
	vxorpd	%xmm2, %xmm2, %xmm2
	vpxor	%xmm0, %xmm0, %xmm0
	vmovapd	%ymm2, %ymm1
	vmovapd	%ymm2, %ymm10
	vmovapd	%ymm2, %ymm6
	jmp	.L1515
	.cfi_endproc
.LFE6451:
	.size	total_block, .-total_block
	.globl	kl_kernels_avx2
	.section	.data.rel.ro.local,"aw"
	.align 8
	.type	kl_kernels_avx2, @object
	.size	kl_kernels_avx2, 8
kl_kernels_avx2:
	.quad	table
	.align 32
	.type	table, @object
	.size	table, 232
table:
	.quad	total_block
	.quad	sum_divergence
	.quad	sum_log_ratio
	.quad	sum_surprise
	.quad	sum_jeffreys
	.quad	sum_jensen_shannon
	.quad	sum_absolute
	.quad	sum_hellinger
	.quad	sum_affinity
	.quad	sum_chi_square
	.quad	map_divergence
	.quad	map_log_ratio
	.quad	map_surprise
	.quad	map_jeffreys
	.quad	map_jensen_shannon
	.quad	map_absolute
	.quad	map_hellinger
	.quad	map_affinity
	.quad	map_chi_square
	.quad	log_array
	.quad	exp_array
	.quad	widen_f32
	.quad	widen_u16
	.quad	above_f64
	.quad	above_f32
	.quad	impossible_block
	.quad	exp_shifted_block
	.quad	compare_block
	.quad	clipped_block
	.section	.rodata.cst32,"aM",@progbits,32
	.align 32
.LC0:
	.long	0
	.long	2146435072
	.long	0
	.long	2146435072
	.long	0
	.long	2146435072
	.long	0
	.long	2146435072
	.set	.LC1,.LC0
	.align 32
.LC4:
	.long	-1
	.long	2147483647
	.long	-1
	.long	2147483647
	.long	-1
	.long	2147483647
	.long	-1
	.long	2147483647
	.set	.LC5,.LC4
	.align 32
.LC6:
	.long	0
	.long	1072693248
	.long	0
	.long	1072693248
	.long	0
	.long	1072693248
	.long	0
	.long	1072693248
	.set	.LC7,.LC6
	.section	.rodata.cst8,"aM",@progbits,8
	.align 8
.LC13:
	.long	0
	.long	1048576
	.section	.rodata.cst32
	.align 32
.LC14:
	.long	0
	.long	1129316352
	.long	0
	.long	1129316352
	.long	0
	.long	1129316352
	.long	0
	.long	1129316352
	.set	.LC15,.LC14
	.align 32
.LC17:
	.quad	-4503599627370496
	.quad	-4503599627370496
	.quad	-4503599627370496
	.quad	-4503599627370496
	.align 32
.LC20:
	.long	1024
	.long	-1020264448
	.long	1024
	.long	-1020264448
	.long	1024
	.long	-1020264448
	.long	1024
	.long	-1020264448
	.set	.LC21,.LC20
	.align 32
.LC22:
	.long	0
	.long	-1068826624
	.long	0
	.long	-1068826624
	.long	0
	.long	-1068826624
	.long	0
	.long	-1068826624
	.set	.LC23,.LC22
	.align 32
.LC24:
	.long	0
	.long	-1074790400
	.long	0
	.long	-1074790400
	.long	0
	.long	-1074790400
	.long	0
	.long	-1074790400
	.set	.LC25,.LC24
	.align 32
.LC26:
	.long	0
	.long	1071644672
	.long	0
	.long	1071644672
	.long	0
	.long	1071644672
	.long	0
	.long	1071644672
	.set	.LC27,.LC26
	.align 32
.LC28:
	.long	-17158144
	.long	1072049730
	.long	-17158144
	.long	1072049730
	.long	-17158144
	.long	1072049730
	.long	-17158144
	.long	1072049730
	.set	.LC29,.LC28
	.align 32
.LC30:
	.long	1036375598
	.long	1069778619
	.long	1036375598
	.long	1069778619
	.long	1036375598
	.long	1069778619
	.long	1036375598
	.long	1069778619
	.set	.LC31,.LC30
	.align 32
.LC32:
	.long	1360052474
	.long	1070024454
	.long	1360052474
	.long	1070024454
	.long	1360052474
	.long	1070024454
	.long	1360052474
	.long	1070024454
	.set	.LC33,.LC32
	.align 32
.LC34:
	.long	-1748026092
	.long	1070745892
	.long	-1748026092
	.long	1070745892
	.long	-1748026092
	.long	1070745892
	.long	-1748026092
	.long	1070745892
	.set	.LC35,.LC34
	.align 32
.LC36:
	.long	1431655951
	.long	1071994197
	.long	1431655951
	.long	1071994197
	.long	1431655951
	.long	1071994197
	.long	1431655951
	.long	1071994197
	.set	.LC37,.LC36
	.align 32
.LC38:
	.long	-2039071801
	.long	1069779543
	.long	-2039071801
	.long	1069779543
	.long	-2039071801
	.long	1069779543
	.long	-2039071801
	.long	1069779543
	.set	.LC39,.LC38
	.align 32
.LC40:
	.long	34480601
	.long	1070363074
	.long	34480601
	.long	1070363074
	.long	34480601
	.long	1070363074
	.long	34480601
	.long	1070363074
	.set	.LC41,.LC40
	.align 32
.LC42:
	.long	-1718331829
	.long	1071225241
	.long	-1718331829
	.long	1071225241
	.long	-1718331829
	.long	1071225241
	.long	-1718331829
	.long	1071225241
	.set	.LC43,.LC42
	.align 32
.LC44:
	.long	-226956058
	.long	1028906602
	.long	-226956058
	.long	1028906602
	.long	-226956058
	.long	1028906602
	.long	-226956058
	.long	1028906602
	.set	.LC45,.LC44
	.section	.rodata.cst8
	.align 8
.LC49:
	.long	0
	.long	1082535936
	.align 8
.LC52:
	.long	0
	.long	-1064873984
	.section	.rodata.cst32
	.align 32
.LC54:
	.long	1697350398
	.long	1073157447
	.long	1697350398
	.long	1073157447
	.long	1697350398
	.long	1073157447
	.long	1697350398
	.long	1073157447
	.set	.LC55,.LC54
	.align 32
.LC56:
	.long	0
	.long	1127743488
	.long	0
	.long	1127743488
	.long	0
	.long	1127743488
	.long	0
	.long	1127743488
	.set	.LC57,.LC56
	.align 32
.LC58:
	.long	0
	.long	-1019740160
	.long	0
	.long	-1019740160
	.long	0
	.long	-1019740160
	.long	0
	.long	-1019740160
	.set	.LC59,.LC58
	.align 32
.LC60:
	.long	-17158144
	.long	-1075433918
	.long	-17158144
	.long	-1075433918
	.long	-17158144
	.long	-1075433918
	.long	-17158144
	.long	-1075433918
	.set	.LC61,.LC60
	.align 32
.LC62:
	.long	-226956058
	.long	-1118577046
	.long	-226956058
	.long	-1118577046
	.long	-226956058
	.long	-1118577046
	.long	-226956058
	.long	-1118577046
	.set	.LC63,.LC62
	.align 32
.LC64:
	.long	882403534
	.long	1042413360
	.long	882403534
	.long	1042413360
	.long	882403534
	.long	1042413360
	.long	882403534
	.long	1042413360
	.set	.LC65,.LC64
	.align 32
.LC66:
	.long	-1748352620
	.long	1046148318
	.long	-1748352620
	.long	1046148318
	.long	-1748352620
	.long	1046148318
	.long	-1748352620
	.long	1046148318
	.set	.LC67,.LC66
	.align 32
.LC68:
	.long	-1236881026
	.long	1049787981
	.long	-1236881026
	.long	1049787981
	.long	-1236881026
	.long	1049787981
	.long	-1236881026
	.long	1049787981
	.set	.LC69,.LC68
	.align 32
.LC70:
	.long	588865771
	.long	1053236704
	.long	588865771
	.long	1053236704
	.long	588865771
	.long	1053236704
	.long	588865771
	.long	1053236704
	.set	.LC71,.LC70
	.align 32
.LC72:
	.long	443386012
	.long	1056571808
	.long	443386012
	.long	1056571808
	.long	443386012
	.long	1056571808
	.long	443386012
	.long	1056571808
	.set	.LC73,.LC72
	.align 32
.LC74:
	.long	448692193
	.long	1059717536
	.long	448692193
	.long	1059717536
	.long	448692193
	.long	1059717536
	.long	448692193
	.long	1059717536
	.set	.LC75,.LC74
	.align 32
.LC76:
	.long	381772500
	.long	1062650220
	.long	381772500
	.long	1062650220
	.long	381772500
	.long	1062650220
	.long	381772500
	.long	1062650220
	.set	.LC77,.LC76
	.align 32
.LC78:
	.long	286327004
	.long	1065423121
	.long	286327004
	.long	1065423121
	.long	286327004
	.long	1065423121
	.long	286327004
	.long	1065423121
	.set	.LC79,.LC78
	.align 32
.LC80:
	.long	1431655766
	.long	1067799893
	.long	1431655766
	.long	1067799893
	.long	1431655766
	.long	1067799893
	.long	1431655766
	.long	1067799893
	.set	.LC81,.LC80
	.align 32
.LC82:
	.long	1431655767
	.long	1069897045
	.long	1431655767
	.long	1069897045
	.long	1431655767
	.long	1069897045
	.long	1431655767
	.long	1069897045
	.set	.LC83,.LC82
	.section	.rodata.cst8
	.align 8
.LC85:
	.long	1023
	.long	1127219200
	.section	.rodata.cst32
	.align 32
.LC86:
	.quad	0
	.quad	1
	.quad	2
	.quad	3
	.align 32
.LC88:
	.quad	4
	.quad	5
	.quad	6
	.quad	7
	.align 32
.LC89:
	.quad	8
	.quad	9
	.quad	10
	.quad	11
	.align 32
.LC90:
	.quad	12
	.quad	13
	.quad	14
	.quad	15
	.align 32
.LC91:
	.quad	16
	.quad	17
	.quad	18
	.quad	19
	.align 32
.LC92:
	.quad	20
	.quad	21
	.quad	22
	.quad	23
	.align 32
.LC93:
	.quad	24
	.quad	25
	.quad	26
	.quad	27
	.align 32
.LC94:
	.quad	28
	.quad	29
	.quad	30
	.quad	31
	.align 32
.LC95:
	.quad	32
	.quad	33
	.quad	34
	.quad	35
	.align 32
.LC96:
	.quad	36
	.quad	37
	.quad	38
	.quad	39
	.align 32
.LC97:
	.quad	40
	.quad	41
	.quad	42
	.quad	43
	.align 32
.LC98:
	.quad	44
	.quad	45
	.quad	46
	.quad	47
	.align 32
.LC99:
	.quad	48
	.quad	49
	.quad	50
	.quad	51
	.align 32
.LC100:
	.quad	52
	.quad	53
	.quad	54
	.quad	55
	.align 32
.LC101:
	.quad	56
	.quad	57
	.quad	58
	.quad	59
	.align 32
.LC102:
	.quad	60
	.quad	61
	.quad	62
	.quad	63
	.section	.rodata.cst8
	.align 8
.LC104:
	.long	1511367064
	.long	1068888496
	.align 8
.LC106:
	.long	-1109400714
	.long	1069615298
	.align 8
.LC108:
	.long	1329009820
	.long	1069891304
	.align 8
.LC110:
	.long	2106566404
	.long	1069472331
	.align 8
.LC112:
	.long	1811261552
	.long	1070024141
	.align 8
.LC114:
	.long	1701114036
	.long	1069789616
	.align 8
.LC116:
	.long	-1842711062
	.long	1070745892
	.align 8
.LC118:
	.long	833709537
	.long	1070363079
	.align 8
.LC120:
	.long	-1717976540
	.long	1071225241
	.align 8
.LC122:
	.long	1431655757
	.long	1071994197
	.align 8
.LC124:
	.long	-17155601
	.long	1072049730
	.section	.rodata.cst16,"aM",@progbits,16
	.align 16
.LC125:
	.long	-1
	.long	2147483647
	.long	0
	.long	0
	.section	.rodata.cst8
	.align 8
.LC126:
	.long	-1
	.long	2146435071
	.align 8
.LC128:
	.long	0
	.long	128974848
	.set	.LC146,.LC17
	.align 8
.LC147:
	.long	-1
	.long	-1048577
	.section	.rodata.cst32
	.align 32
.LC148:
	.long	0
	.long	-1064968192
	.long	0
	.long	-1064968192
	.long	0
	.long	-1064968192
	.long	0
	.long	-1064968192
	.set	.LC149,.LC148
	.align 32
.LC150:
	.long	-49618387
	.long	-1094992589
	.long	-49618387
	.long	-1094992589
	.long	-49618387
	.long	-1094992589
	.long	-49618387
	.long	-1094992589
	.align 32
.LC152:
	.long	381417387
	.long	-1083784852
	.long	381417387
	.long	-1083784852
	.long	381417387
	.long	-1083784852
	.long	381417387
	.long	-1083784852
	.align 32
.LC154:
	.long	-1416295143
	.long	1046884912
	.long	-1416295143
	.long	1046884912
	.long	-1416295143
	.long	1046884912
	.long	-1416295143
	.long	1046884912
	.align 32
.LC156:
	.long	-1467414106
	.long	1058100842
	.long	-1467414106
	.long	1058100842
	.long	-1467414106
	.long	1058100842
	.long	-1467414106
	.long	1058100842
	.align 32
.LC158:
	.long	1431655681
	.long	1069897045
	.long	1431655681
	.long	1069897045
	.long	1431655681
	.long	1069897045
	.long	1431655681
	.long	1069897045
	.align 32
.LC160:
	.long	0
	.long	1073741824
	.long	0
	.long	1073741824
	.long	0
	.long	1073741824
	.long	0
	.long	1073741824
	.align 32
.LC167:
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.byte	-1
	.set	.LC168,.LC89
	.set	.LC169,.LC102+24
	.set	.LC170,.LC88
	.set	.LC171,.LC86+8
	.section	.rodata.cst8
	.align 8
.LC172:
	.long	0
	.long	2146959360
	.align 8
.LC174:
	.long	0
	.long	-536870912
	.section	.rodata.cst32
	.align 32
.LC175:
	.quad	2305843009213693952
	.quad	2305843009213693952
	.quad	2305843009213693952
	.quad	2305843009213693952
	.align 32
.LC176:
	.quad	2251799813685248
	.quad	2251799813685248
	.quad	2251799813685248
	.quad	2251799813685248
	.align 32
.LC177:
	.long	0
	.long	1094189312
	.long	0
	.long	1094189312
	.long	0
	.long	1094189312
	.long	0
	.long	1094189312
	.align 32
.LC178:
	.long	0
	.long	-1053294336
	.long	0
	.long	-1053294336
	.long	0
	.long	-1053294336
	.long	0
	.long	-1053294336
	.set	.LC179,.LC178
	.align 32
.LC180:
	.long	1367916438
	.long	1029483046
	.long	1367916438
	.long	1029483046
	.long	1367916438
	.long	1029483046
	.long	1367916438
	.long	1029483046
	.set	.LC181,.LC180
	.align 32
.LC182:
	.long	0
	.long	966787072
	.long	0
	.long	966787072
	.long	0
	.long	966787072
	.long	0
	.long	966787072
	.set	.LC183,.LC182
	.align 32
.LC184:
	.long	0
	.long	967835648
	.long	0
	.long	967835648
	.long	0
	.long	967835648
	.long	0
	.long	967835648
	.set	.LC185,.LC184
	.section	.rodata.cst16
	.align 16
.LC186:
	.long	0
	.long	-2147483648
	.long	0
	.long	0
	.set	.LC188,.LC4
	.ident	"GCC: (Debian 12.2.0-14+deb12u1) 12.2.0"
	.section	.note.GNU-stack,"",@progbits
